"""Who learns, with what settings, and that nobody sees anybody else's."""

from pathlib import Path
from typing import Any

import pytest

from app.core.errors import DrillbookError, NotFound
from app.ledger.append import record
from app.ledger.courses import follow_course, followed_courses, leave_course
from app.ledger.examine import examine
from app.ledger.learners import (
    add_learner,
    change_settings,
    find_learner,
    get_learner,
    list_learners,
    remove_learner,
)
from app.ledger.ledger import Ledger
from app.ledger.passwords import set_password
from app.ledger.settings import LearnerSettings
from app.ledger.stats import course_cards, study_days
from tests.ledger.looking import state
from tests.ledger.making import NOW, answer, days


def test_only_the_first_is_operator(ledger: Ledger) -> None:
    added = [add_learner(ledger, name, NOW) for name in ("ada", "bob", "cleo")]
    assert [each.is_operator for each in added] == [True, False, False]
    assert [each.name for each in list_learners(ledger)] == ["ada", "bob", "cleo"]


@pytest.mark.parametrize("name", ["", " ", " ada", "a\nb", "x" * 101, "\x1b[2J"])
def test_a_name_that_cannot_be_shown_is_refused(ledger: Ledger, name: str) -> None:
    with pytest.raises(DrillbookError, match="cannot be a learner's name"):
        add_learner(ledger, name, NOW)


def test_settings_are_kept(ledger: Ledger) -> None:
    ada = add_learner(ledger, "ada", NOW, LearnerSettings(zone="Asia/Tokyo"))
    change_settings(ledger, ada.learner_id, {"new_per_day": 12, "theme": "dark"})
    kept = get_learner(ledger, ada.learner_id).settings
    assert (kept.zone, kept.new_per_day, kept.theme) == ("Asia/Tokyo", 12, "dark")
    assert not examine(ledger)


@pytest.mark.parametrize(
    "changes",
    [
        {"zone": "Mars/Olympus"},
        {"zone": "../../etc/passwd"},
        {"rollover_hour": 24},
        {"new_per_day": -1},
        {"new_per_day": True},
        {"cap_per_day": 0},
        {"scheduler": "leitner"},
        {"retention": 0.99},
        {"retention": 1},
        {"buttons": 3},
        {"colour": "red"},
        {"called": "x" * 101},
        {"called": "a\nb"},
        {"called": "\x1b[2J"},
    ],
)
def test_a_setting_that_does_not_fit_changes_nothing(
    ledger: Ledger, changes: dict[str, Any]
) -> None:
    ada = add_learner(ledger, "ada", NOW)
    with pytest.raises(DrillbookError):
        change_settings(ledger, ada.learner_id, {"theme": "dark", **changes})
    assert get_learner(ledger, ada.learner_id).settings == ada.settings


def test_courses_are_followed_in_their_order_and_left(ledger: Ledger) -> None:
    ada, bob = (add_learner(ledger, name, NOW).learner_id for name in ("ada", "bob"))
    for course, later in (("spanish", 1), ("keras", 2), ("spanish", 3)):
        follow_course(ledger, ada, course, NOW + days(later))
    assert followed_courses(ledger, ada) == ["spanish", "keras"]
    assert followed_courses(ledger, bob) == []
    leave_course(ledger, ada, "spanish")
    assert followed_courses(ledger, ada) == ["keras"]
    assert not examine(ledger)


def test_nobody_is_not_found(ledger: Ledger) -> None:
    assert find_learner(ledger, "eve") is None
    for asked in (
        lambda: get_learner(ledger, 99),
        lambda: change_settings(ledger, 99, {}),
        lambda: set_password(ledger, 99, "hash"),
    ):
        with pytest.raises(NotFound):
            asked()


def test_one_learners_answers_are_never_anothers(ledger: Ledger) -> None:
    ada, bob = (add_learner(ledger, name, NOW - days(9)).learner_id for name in ("ada", "bob"))
    record(ledger, bob, [answer(9, card="keras.own.1")], NOW)
    before = state(ledger, bob)
    record(ledger, ada, [answer(n, card=f"keras.k{n}.1") for n in range(1, 8)], NOW)
    assert state(ledger, bob) == before
    assert [each.cards for each in course_cards(ledger, bob)] == [1]
    assert [each.answers for each in study_days(ledger, bob)] == [1]
    assert [each.answers for each in study_days(ledger, ada)] == [7]


def test_no_file_tells_of_a_learner_who_went(file: Ledger, tmp_path: Path) -> None:
    gone = add_learner(file, "grace@example.org", NOW).learner_id
    record(file, gone, [answer(1, card="harbours.own.1")], NOW)
    remove_learner(file, gone)
    kept = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    assert b"SQLite format 3" in kept
    assert b"grace@" not in kept
    assert b"harbours" not in kept


def test_a_learner_goes_while_somebody_reads(file: Ledger) -> None:
    gone = add_learner(file, "grace@example.org", NOW).learner_id
    with file.read() as reading:
        before = list(reading.exec_driver_sql("SELECT name FROM learners"))
        remove_learner(file, gone)
        assert list(reading.exec_driver_sql("SELECT name FROM learners")) == before
    assert list_learners(file) == []
