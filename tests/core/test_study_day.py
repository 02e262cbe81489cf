"""The study day in every zone, across every change of its clocks from 2020 to 2037."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from app.core.study_day import ONE_DAY, day_begins_at, study_day
from tests.core.clocks import different_changes

HOURS = [0, 2, 4, 23]


@pytest.mark.parametrize("rollover_hour", HOURS)
def test_no_change_of_clocks_gives_a_day_twice_or_loses_one(rollover_hour: int) -> None:
    assert len(different_changes()) > 300
    for zone, at in different_changes():
        instants = [at + timedelta(minutes=30 * step) for step in range(-52, 53)]
        days = [study_day(instant, zone, rollover_hour) for instant in instants]
        for earlier, later in pairwise(days):
            assert later - earlier in (timedelta(), ONE_DAY), (zone, at)


@pytest.mark.parametrize("rollover_hour", HOURS)
def test_a_day_is_the_time_from_its_beginning_to_the_next(rollover_hour: int) -> None:
    for zone, at in different_changes():
        for step in range(-2, 3):
            day = (at + timedelta(days=step)).astimezone(zone).date()
            begins_at = day_begins_at(day, zone, rollover_hour)
            assert study_day(begins_at, zone, rollover_hour) == day, (zone, at)
            last = begins_at - timedelta(microseconds=1)
            assert study_day(last, zone, rollover_hour) == day - ONE_DAY, (zone, at)


@pytest.mark.parametrize(
    ("local", "day"),
    [
        ("2026-03-10T03:59:59", date(2026, 3, 9)),
        ("2026-03-10T04:00:00", date(2026, 3, 10)),
        ("2026-03-10T23:59:59", date(2026, 3, 10)),
        ("2026-03-11T00:30:00", date(2026, 3, 10)),
    ],
)
def test_the_day_begins_at_four(local: str, day: date) -> None:
    zone = ZoneInfo("Europe/Helsinki")
    assert study_day(datetime.fromisoformat(local).replace(tzinfo=zone), zone) == day


def test_clocks_that_go_back_past_the_rollover_do_not_bring_yesterday_back() -> None:
    zone = ZoneInfo("Antarctica/Troll")  # from 03:00 to 01:00
    evening = datetime(2026, 10, 24, 23, tzinfo=UTC)
    days = [study_day(evening + timedelta(minutes=10 * step), zone, 2) for step in range(40)]
    assert days == sorted(days)


def test_a_date_that_a_place_left_out_is_no_study_day() -> None:
    zone = ZoneInfo("Pacific/Apia")
    start = datetime(2011, 12, 29, tzinfo=UTC)
    days = {study_day(start + timedelta(hours=step), zone) for step in range(72)}
    assert date(2011, 12, 30) not in days
    assert {date(2011, 12, 29), date(2011, 12, 31)} <= days


def test_a_date_that_a_place_had_twice_is_one_study_day() -> None:
    zone = ZoneInfo("America/Juneau")  # in October 1867 the date line moved past it
    start = datetime(1867, 10, 16, tzinfo=UTC)
    days = [study_day(start + timedelta(hours=step), zone) for step in range(120)]
    assert days == sorted(days)
    assert {later - earlier for earlier, later in pairwise(days)} == {timedelta(), ONE_DAY}
