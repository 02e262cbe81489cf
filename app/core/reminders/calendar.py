"""When a local date's reminder comes, whatever the clocks there do on that day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import chain

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True)
class Plan:
    """The chosen days of the week, Monday being 0, and the time on the learner's clock."""

    weekdays: frozenset[int]
    at: time


def local_date(instant: datetime, zone: tzinfo) -> date:
    return instant.astimezone(zone).date()


def instant_on(day: date, at: time, zone: tzinfo) -> datetime | None:
    """In UTC. Of a time that comes twice the first; for one that is left out the first minute
    after it on that day, or else the last one before; None for a day that there never was."""
    wanted = datetime.combine(day, at)
    for minute in chain(_minutes(wanted, MINUTE), _minutes(wanted, -MINUTE)):
        found = minute.replace(tzinfo=zone).astimezone(UTC)
        if found.astimezone(zone).replace(tzinfo=None) == minute:
            return found
    return None


def _minutes(wanted: datetime, step: timedelta) -> Iterator[datetime]:
    """This one and those after or before it, as far as its day goes."""
    minute = wanted
    while minute.date() == wanted.date():
        yield minute
        minute += step


def ends_at(day: date, zone: tzinfo) -> datetime:
    """When the next day begins there, which need not be the day after."""
    found = None
    while found is None:
        day += DAY
        found = instant_on(day, MIDNIGHT, zone)
    return found


def next_instant(
    plan: Plan, zone: tzinfo, after: datetime, not_before: date = date.min
) -> datetime:
    """The first one of the plan that is later than `after`."""
    day = max(local_date(after, zone), not_before)
    while True:
        if day.weekday() in plan.weekdays:
            found = instant_on(day, plan.at, zone)
            if found is not None and found > after:
                return found
        day += DAY


def reached(plan: Plan, zone: tzinfo, now: datetime) -> date | None:
    """Today, if its time has come; a day that is over is never made up for."""
    today = local_date(now, zone)
    at = instant_on(today, plan.at, zone)
    return today if at is not None and at <= now else None
