"""A learner who flies from Auckland to Honolulu, and so has one date twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from app.core.events import Grade, Reviewed, problems
from app.core.schedule import Schedule, explain, fold
from app.core.schedulers import SchedulerName, scheduler_named
from app.core.study_day import study_day
from tests.core.answers import CARD, event_id

AUCKLAND, HONOLULU = ZoneInfo("Pacific/Auckland"), ZoneInfo("Pacific/Honolulu")
START = datetime(2026, 3, 1, 20, tzinfo=UTC)
FLIGHTS = [(AUCKLAND, HONOLULU), (HONOLULU, AUCKLAND)]


def answers(
    flight: tuple[ZoneInfo, ZoneInfo], flies_on: int, days: int = 40, grade: Grade = Grade.GOOD
) -> list[Reviewed]:
    """One answer every twelve hours, whether or not the card is due."""
    made = []
    for half in range(days * 2):
        at = START + timedelta(hours=12 * half)
        zone = flight[0] if half < flies_on * 2 else flight[1]
        day = study_day(at, zone)
        made.append(Reviewed(event_id(half), CARD, at, grade, at, day, zone.key, 3_000))
    return made


@pytest.mark.parametrize("name", list(SchedulerName))
@pytest.mark.parametrize("flight", FLIGHTS)
@pytest.mark.parametrize("flies_on", range(12))
def test_no_interval_is_negative_and_no_day_counts_twice(
    name: SchedulerName, flight: tuple[ZoneInfo, ZoneInfo], flies_on: int
) -> None:
    steps = explain(CARD, answers(flight, flies_on), scheduler_named(name))
    counted = [step for step in steps if step.counted]
    days = [step.after.counted_on for step in counted if step.after.counted_on]
    assert len(days) >= 3
    assert all(later > earlier for earlier, later in pairwise(days))
    assert all(step.after.interval_days > 0 for step in counted)


@pytest.mark.parametrize("flight", FLIGHTS)
@pytest.mark.parametrize("flies_on", range(12))
@pytest.mark.parametrize("grade", [Grade.FORGOT, Grade.GOOD])
def test_no_day_is_lost(flight: tuple[ZoneInfo, ZoneInfo], flies_on: int, grade: Grade) -> None:
    """Whatever is due is taken on the first study day, from the due one on, with an answer."""
    made = answers(flight, flies_on, grade=grade)
    card = Schedule(CARD)
    scheduler = scheduler_named("sm2")
    for place, event in enumerate(made):
        due_by = card.due_on is None or card.due_on <= event.study_day
        card_now = fold(CARD, made[: place + 1], scheduler)
        if due_by:
            assert card_now.counted_on == event.study_day
        card = card_now


def test_the_date_that_comes_twice_counts_once() -> None:
    twice = answers(FLIGHTS[0], flies_on=1, days=3, grade=Grade.FORGOT)
    dates = [event.study_day for event in twice]
    assert dates.count(date(2026, 3, 2)) == 4
    steps = explain(CARD, twice, scheduler_named("sm2"))
    assert [step.event.effective_at for step in steps if step.counted] == [
        START,
        START + timedelta(days=2),
    ]


@pytest.mark.parametrize("flight", FLIGHTS)
def test_every_answer_of_the_journey_is_accepted(flight: tuple[ZoneInfo, ZoneInfo]) -> None:
    for event in answers(flight, flies_on=5):
        assert problems(event, now=event.effective_at, born_at=START) == ()
        assert event.day == event.study_day


def test_a_day_is_at_most_one_ahead_of_utc_anywhere() -> None:
    kiritimati = ZoneInfo("Pacific/Kiritimati")
    at = datetime(2026, 3, 1, 23, 59, tzinfo=UTC)
    event = replace(
        answers(FLIGHTS[0], 0, 1)[0], effective_at=at, study_day=study_day(at, kiritimati)
    )
    assert event.day == date(2026, 3, 2) == event.study_day
