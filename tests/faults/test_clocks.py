"""Clocks that jump, on the device and on the server: no negative interval, nothing lost."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.core.events import Grade
from app.core.study_day import study_day
from app.ledger.append import Outcome, record
from app.ledger.examine import examine
from app.ledger.learners import Learner, add_learner
from app.ledger.ledger import Ledger
from app.ledger.stats import study_days
from tests.ledger.looking import state
from tests.ledger.making import NOW, answer, days

JUMPS = [
    timedelta(0),
    timedelta(hours=1),
    timedelta(days=1),
    -timedelta(hours=1),
    -timedelta(days=1),
]


@pytest.fixture
def ada(ledger: Ledger) -> Learner:
    return add_learner(ledger, "ada", NOW - days(300))


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_device_in_another_century_breaks_nothing(
    ledger: Ledger, ada: Learner, year: int
) -> None:
    there = datetime(year, 1, 2, 12, tzinfo=UTC)
    (result,) = record(ledger, ada.learner_id, [answer(1, at=there)], NOW)
    record(ledger, ada.learner_id, [answer(2, at=NOW + days(1))], NOW + days(1))
    assert result.outcome is (Outcome.INVALID if year == 1970 else Outcome.RECORDED)
    assert max(each.study_day for each in study_days(ledger, ada.learner_id)) <= (
        NOW.date() + days(1)
    )
    assert not examine(ledger)


def test_a_server_whose_clock_jumps_keeps_every_answer(ledger: Ledger, ada: Learner) -> None:
    dice = random.Random(1)
    for number in range(1, 60):
        at = NOW - days(60 - number)
        event = answer(number, card=f"keras.k{number % 5}.1", at=at, grade=dice.choice(list(Grade)))
        (result,) = record(ledger, ada.learner_id, [event], at + dice.choice(JUMPS))
        assert result.outcome is Outcome.RECORDED
    rows = state(ledger, ada.learner_id)["derived_schedule"]
    assert rows
    assert not examine(ledger)


def test_a_flight_from_auckland_to_honolulu_costs_no_day_and_gives_none_twice(
    ledger: Ledger, ada: Learner
) -> None:
    """The calendar day is lived twice there; the card counts once on it and is due as before."""
    leaving = datetime(2026, 4, 20, 9, tzinfo=ZoneInfo("Pacific/Auckland"))
    landing = leaving + timedelta(hours=10)
    honolulu = ZoneInfo("Pacific/Honolulu")
    first = replace(
        answer(1, at=leaving.astimezone(UTC)),
        study_day=study_day(leaving, ZoneInfo("Pacific/Auckland")),
        zone="Pacific/Auckland",
    )
    second = replace(
        answer(2, at=landing.astimezone(UTC)),
        study_day=study_day(landing, honolulu),
        zone="Pacific/Honolulu",
    )
    record(ledger, ada.learner_id, [first], NOW)
    before = state(ledger, ada.learner_id)["derived_schedule"]
    results = record(ledger, ada.learner_id, [second], NOW)
    assert [result.outcome for result in results] == [Outcome.RECORDED]
    after = state(ledger, ada.learner_id)["derived_schedule"]
    assert [row[:-1] for row in after] == [row[:-1] for row in before]
    assert sum(each.answers for each in study_days(ledger, ada.learner_id)) == 2
    assert not examine(ledger)
