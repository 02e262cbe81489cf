"""One reminder for each local date that there is, whatever the clocks do: every zone, every change
from 2020 to 2037, every half-hour. Under PROVE=1 each of them by itself, else those alike once."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from app.core.reminders.calendar import Plan, ends_at, instant_on, local_date, next_instant, reached
from tests.core.clocks import every_change

EVERY_DAY = frozenset(range(7))
HALF_HOURS = [time(*divmod(30 * step, 60)) for step in range(48)]
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
Case = tuple[ZoneInfo, datetime]


@cache
def cases() -> list[Case]:
    """Alike are those by as much, at the same time on the clock."""
    if os.environ.get("PROVE"):
        return [(zone, at) for zone, at, _, _ in every_change()]
    found: dict[tuple[time, timedelta], Case] = {}
    for zone, at, old, new in every_change():
        found.setdefault(((at + old).time(), new - old), (zone, at))
    return list(found.values())


def instants(begin: datetime, end: datetime) -> Iterator[datetime]:
    while begin < end:
        yield begin
        begin += MINUTE


def clock_of(zone: ZoneInfo, day: date) -> dict[datetime, datetime]:
    """What the clock shows in each minute of a day, and when it shows it first."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    shown: dict[datetime, datetime] = {}
    for at in instants(noon - 30 * timedelta(hours=1), noon + 30 * timedelta(hours=1)):
        local = at.astimezone(zone).replace(tzinfo=None)
        if local.date() == day:
            shown.setdefault(local, at)
    return shown


def wanted_instant(clock: dict[datetime, datetime], wanted: datetime) -> datetime | None:
    later = [shown for shown in clock if shown >= wanted]
    if later:
        return clock[min(later)]
    return clock[max(clock)] if clock else None


def test_each_half_hour_of_a_day_with_a_change_is_where_its_clock_says() -> None:
    assert len(cases()) > 20
    for zone, at in cases():
        for day in {local_date(at - MINUTE, zone), local_date(at, zone)}:
            clock = clock_of(zone, day)
            for half_hour in HALF_HOURS:
                wanted = wanted_instant(clock, datetime.combine(day, half_hour))
                assert instant_on(day, half_hour, zone) == wanted, (zone, day, half_hour)


def test_around_each_change_every_local_date_has_one_and_none_has_two() -> None:
    for zone, at in cases():
        begin, end = at - 3 * DAY, at + 3 * DAY
        first, last = local_date(begin, zone) + DAY, local_date(end, zone)
        hours = [begin + timedelta(hours=step) for step in range(6 * 24)]
        there_are = sorted({local_date(hour, zone) for hour in hours})
        expected = [day for day in there_are if first <= day < last]
        for half_hour in HALF_HOURS:
            found = dates(zone, half_hour, begin, last)
            assert [day for day in found if day >= first] == expected, (zone, at, half_hour)


def dates(zone: ZoneInfo, half_hour: time, begin: datetime, end: date) -> list[date]:
    plan, at, found = Plan(EVERY_DAY, half_hour), begin, list[date]()
    while True:
        at = next_instant(plan, zone, at)
        if local_date(at, zone) >= end:
            return found
        found.append(local_date(at, zone))


@pytest.mark.parametrize(
    ("zone", "day", "at", "instant"),
    [
        ("Europe/Paris", "2026-06-01", "07:30", "2026-06-01T05:30"),
        ("Europe/Paris", "2026-03-29", "02:30", "2026-03-29T01:00"),  # 02:00 becomes 03:00
        ("Europe/Paris", "2026-10-25", "02:30", "2026-10-25T00:30"),  # 03:00 becomes 02:00
        ("Australia/Lord_Howe", "2026-10-04", "02:10", "2026-10-03T15:30"),  # 30 minutes only
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45"),
        ("America/Nuuk", "2026-03-28", "23:30", "2026-03-29T00:59"),  # 23:00 becomes 00:00
        ("Pacific/Apia", "2011-12-29", "07:30", "2011-12-29T17:30"),
        ("Pacific/Apia", "2011-12-30", "07:30", None),  # that Friday there was not
        ("Pacific/Apia", "2011-12-31", "07:30", "2011-12-30T17:30"),
    ],
)
def test_a_time_that_is_left_out_or_comes_twice(
    zone: str, day: str, at: str, instant: str | None
) -> None:
    found = instant_on(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(zone))
    assert found == (datetime.fromisoformat(f"{instant}:00+00:00") if instant else None)


def test_a_day_that_there_was_not_is_passed_over() -> None:
    apia = ZoneInfo("Pacific/Apia")
    before = datetime(2011, 12, 29, 20, tzinfo=UTC)
    assert local_date(next_instant(Plan(EVERY_DAY, time(7)), apia, before), apia) == date(
        2011, 12, 31
    )
    fridays = next_instant(Plan(frozenset({4}), time(7)), apia, before)
    assert local_date(fridays, apia) == date(2012, 1, 6)


def test_a_day_ends_when_the_next_one_begins() -> None:
    for zone, at in cases():
        day = local_date(at, zone)
        end = ends_at(day, zone)
        assert local_date(end - timedelta(seconds=1), zone) == day, (zone, at)
        assert local_date(end, zone) > day, (zone, at)
    apia = ZoneInfo("Pacific/Apia")
    assert ends_at(date(2011, 12, 29), apia) == datetime(2011, 12, 30, 10, tzinfo=UTC)


def test_only_today_can_be_reached() -> None:
    paris, plan = ZoneInfo("Europe/Paris"), Plan(EVERY_DAY, time(7, 30))
    assert reached(plan, paris, datetime(2026, 6, 1, 5, 29, tzinfo=UTC)) is None
    assert reached(plan, paris, datetime(2026, 6, 1, 5, 30, tzinfo=UTC)) == date(2026, 6, 1)
    assert reached(plan, paris, datetime(2026, 6, 1, 21, 59, tzinfo=UTC)) == date(2026, 6, 1)
    assert reached(plan, paris, datetime(2026, 6, 1, 22, 0, tzinfo=UTC)) is None


def test_chosen_days_and_a_first_day_are_kept_to() -> None:
    paris, after = ZoneInfo("Europe/Paris"), datetime(2026, 6, 1, 12, tzinfo=UTC)
    weekend = Plan(frozenset({5, 6}), time(9))
    assert next_instant(weekend, paris, after) == datetime(2026, 6, 6, 7, tzinfo=UTC)
    not_before = next_instant(weekend, paris, after, date(2026, 6, 7))
    assert not_before == datetime(2026, 6, 7, 7, tzinfo=UTC)
