"""A card as a learner sees it, from a real library and a real ledger."""

from pathlib import Path

import pytest
from sqlalchemy import text

from app.core.errors import NotFound
from app.core.events import AskedAs, Buried, Grade, Suspended
from app.core.standing import Standing
from app.ledger.append import record
from app.ledger.learners import Learner, add_learner
from app.ledger.ledger import Ledger
from app.library.shelf import Library
from app.library.snapshot import Snapshot
from app.services.build_library import build_library
from app.services.show_card import CardPage, show_card
from tests.ledger.making import NOW, answer, days, event_id, undo
from tests.web.sample import write_course

CARD = "rivers.q-summer.choice"
GONE = "rivers.gone.1"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("library")
    write_course(folder / "content")
    build_library(folder / "content", folder / "library.db")
    return Library(folder / "library.db").now()


@pytest.fixture
def ada(file: Ledger) -> Learner:
    return add_learner(file, "ada", NOW - days(399))


def page(ledger: Ledger, library: Snapshot, learner: Learner, card_id: str = CARD) -> CardPage:
    return show_card(ledger, library, learner, card_id, NOW)


def test_a_new_card_shows_its_sides_and_no_history(
    file: Ledger, library: Snapshot, ada: Learner
) -> None:
    found = page(file, library, ada)
    assert found.face
    assert found.face.back_html == "ground water"
    assert [option.right for option in found.face.options] == [False, True, False]
    assert (found.schedule.standing, found.schedule.due_on) == (Standing.NOT_MET, None)
    assert found.schedule.why == "This card is new to you."
    assert found.history == ()


def test_the_history_tells_what_each_step_did_the_newest_first(
    file: Ledger, library: Snapshot, ada: Learner
) -> None:
    first = answer(1, card=CARD, at=NOW - days(9))
    practice = answer(2, card=CARD, at=NOW - days(8.9), asked_as=AskedAs.PRACTICE)
    slip = answer(3, card=CARD, at=NOW - days(8), grade=Grade.FORGOT)
    back = undo(4, slip, NOW - days(7))
    record(file, ada.learner_id, [first, practice, slip, back], NOW)
    found = page(file, library, ada)
    assert [step.id for step in found.history] == [back.id, slip.id, practice.id, first.id]
    assert [step.type for step in found.history] == ["voided", *["reviewed"] * 3]
    assert [step.counted for step in found.history] == [False, False, False, True]
    assert [step.undone for step in found.history] == [False, True, False, False]
    assert found.history[1].grade is Grade.FORGOT
    assert found.history[0].voids == slip.id
    assert found.schedule.standing is Standing.DUE
    assert (found.schedule.reps, found.schedule.lapses) == (1, 0)


def test_what_was_set_aside_or_put_off_says_so(
    file: Ledger, library: Snapshot, ada: Learner
) -> None:
    later = Buried(event_id(1), CARD, NOW - days(2), NOW.date() + days(3))
    aside = Suspended(event_id(2), CARD, NOW - days(1))
    record(file, ada.learner_id, [later, aside], NOW)
    found = page(file, library, ada)
    assert found.schedule.standing is Standing.ASIDE
    assert found.schedule.suspended
    assert found.schedule.buried_until == found.history[1].until_day == later.until_day


def test_a_card_that_left_its_lesson_keeps_its_history(
    file: Ledger, library: Snapshot, ada: Learner
) -> None:
    record(file, ada.learner_id, [answer(1, card=GONE)], NOW)
    found = page(file, library, ada, GONE)
    assert found.face is None
    assert len(found.history) == 1


def test_a_card_that_nobody_knows_is_not_found(
    file: Ledger, library: Snapshot, ada: Learner
) -> None:
    bob = add_learner(file, "bob", NOW - days(399))
    record(file, bob.learner_id, [answer(1, card=GONE)], NOW)
    with pytest.raises(NotFound):
        page(file, library, ada, GONE)


def test_dropped_tables_are_made_again(file: Ledger, library: Snapshot, ada: Learner) -> None:
    record(file, ada.learner_id, [answer(1, card=CARD)], NOW)
    before = page(file, library, ada)
    for table in ("derived_edition", "derived_schedule", "derived_day", "derived_frontier"):
        statement = text(f"DELETE FROM {table}")
        file.write(lambda connection, sql=statement: connection.execute(sql))
    assert page(file, library, ada) == before
