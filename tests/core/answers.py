"""Events as short to write as to read: ids and times follow from a number and a day."""

from datetime import UTC, date, datetime, timedelta

from app.core.events import AskedAs, Grade, Reviewed, Voided

CARD = "keras.origin.1"
START = date(2026, 1, 1)


def event_id(number: int) -> str:
    return f"00000000-0000-7000-8000-{number:012x}"


def day(number: int) -> date:
    return START + timedelta(days=number)


def at(number: int, minutes: int = 0) -> datetime:
    return datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=number, minutes=minutes)


def answer(
    number: int,
    on: int,
    grade: Grade | str = Grade.GOOD,
    asked_as: AskedAs | str = AskedAs.REVIEW,
) -> Reviewed:
    """The `number`-th event, on the `on`-th day."""
    when = at(on, number)
    return Reviewed(
        event_id(number), CARD, when, Grade(grade), when, day(on), "UTC", 4_000, AskedAs(asked_as)
    )


def undo(number: int, on: int, voids: int) -> Voided:
    return Voided(event_id(number), CARD, at(on, number), event_id(voids))
