"""Instants and days as the integers that both databases keep and compare alike."""

from datetime import UTC, date, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY = date(1970, 1, 1).toordinal()
MICROSECOND = timedelta(microseconds=1)


def instant(at: datetime) -> int:
    """Whole microseconds, never through floats, which would lose some."""
    return (at - EPOCH) // MICROSECOND


def moment(microseconds: int) -> datetime:
    return EPOCH + microseconds * MICROSECOND


def day_number(day: date) -> int:
    return day.toordinal() - EPOCH_DAY


def day(number: int) -> date:
    return date.fromordinal(number + EPOCH_DAY)


def day_number_or_none(day: date | None) -> int | None:
    return None if day is None else day_number(day)


def day_or_none(number: int | None) -> date | None:
    return None if number is None else day(number)


def moment_or_none(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else moment(microseconds)
