"""Every change of every zone's clocks from 2020 to 2037."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
LAST = datetime(2038, 1, 1, tzinfo=UTC)


def offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def changes(zone: ZoneInfo) -> Iterator[tuple[datetime, timedelta, timedelta]]:
    """Each change to the second: a walk in steps of ten days, then halving."""
    before = FIRST
    while before < LAST:
        after = before + timedelta(days=10)
        old, new = offset(zone, before), offset(zone, after)
        if old != new:
            early, late = before, after
            while late - early > timedelta(seconds=1):
                middle = early + (late - early) // 2
                middle = middle.replace(microsecond=0)
                early, late = (middle, late) if offset(zone, middle) == old else (early, middle)
            yield late, old, new
        before = after


@cache
def every_change() -> list[tuple[ZoneInfo, datetime, timedelta, timedelta]]:
    """When, from what offset to what."""
    zones = [ZoneInfo(name) for name in sorted(available_timezones())]
    return [(zone, *change) for zone in zones for change in changes(zone)]


@cache
def different_changes() -> list[tuple[ZoneInfo, datetime]]:
    """Zones that change alike at one moment are one case."""
    found: dict[tuple[datetime, timedelta, timedelta], ZoneInfo] = {}
    for zone, at, old, new in every_change():
        found.setdefault((at, old, new), zone)
    return [(zone, at) for (at, _, _), zone in found.items()]
