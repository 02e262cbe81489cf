"""Events in few words: the tests' answers, each with an id of its own."""

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from app.core.events import AskedAs, Event, Grade, Reviewed, Voided

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
TODAY = NOW.date()
CARD = "keras.origin.1"


def event_ids(first: int = 1) -> Iterator[str]:
    return (event_id(number) for number in itertools.count(first))


def event_id(number: int) -> str:
    return f"01900000-0000-7000-8000-{number:012x}"


def answer(
    number: int,
    *,
    card: str = CARD,
    grade: Grade = Grade.GOOD,
    at: datetime = NOW,
    day: date | None = None,
    asked_as: AskedAs = AskedAs.REVIEW,
    elapsed_ms: int = 1_000,
) -> Reviewed:
    """The number makes the id, so that the same number is the same event."""
    study_day = day or at.date()
    return Reviewed(event_id(number), card, at, grade, at, study_day, "UTC", elapsed_ms, asked_as)


def undo(number: int, target: Event, at: datetime = NOW) -> Voided:
    return Voided(event_id(number), target.card_id, at, target.id)


def days(number: float) -> timedelta:
    return timedelta(days=number)
