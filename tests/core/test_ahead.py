"""What the coming days will ask, and when what has gathered is through."""

from datetime import date, timedelta
from itertools import islice

import pytest

from app.core.ahead import FURTHEST_DAYS, Ahead, Load, days_ahead, through_on
from app.core.due import Limits

TODAY = date(2026, 5, 1)


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


def ahead(
    load: Load, most: int = 7, scheduled: dict[int, int] | None = None, **limits: int
) -> list[Ahead]:
    known = {after(days): cards for days, cards in (scheduled or {}).items()}
    return list(islice(days_ahead(TODAY, load, known, Limits(**limits)), most))


def through_in(load: Load, cap: int) -> int | None:
    on = through_on(days_ahead(TODAY, load, {}, Limits(cap=cap)))
    return on and (on - TODAY).days


def test_what_is_scheduled_comes_on_its_day() -> None:
    found = ahead(Load(), scheduled={1: 9, 3: 4}, most=3)
    assert [(day.on, day.reviews) for day in found] == [(after(1), 9), (after(2), 1), (after(3), 4)]


def test_new_cards_come_as_long_as_there_are_any_and_back_the_day_after() -> None:
    found = ahead(Load(new=8, fresh=12), most=3)
    assert [(day.reviews, day.new) for day in found] == [(8, 8), (9, 4), (5, 0)]


def test_one_of_ten_is_forgotten_and_comes_back() -> None:
    assert ahead(Load(reviews=20))[0].reviews == 2


def test_what_is_more_than_the_cap_waits_and_pauses_new_cards() -> None:
    found = ahead(Load(fresh=50), scheduled={1: 25}, cap=10, most=3)
    assert [(day.reviews, day.waiting) for day in found] == [(10, 15), (10, 6), (7, 0)]
    assert [day.new for day in found] == [0, 0, 8]


@pytest.mark.parametrize(("cap", "days"), [(40, 6), (75, 3), (200, 1)])
def test_the_more_a_day_the_sooner_it_is_through(cap: int, days: int) -> None:
    load = Load(reviews=cap, waiting=max(1, 212 - cap), forgotten=0.2)
    assert through_in(load, cap) == days


def test_what_is_forgotten_takes_longer() -> None:
    often, seldom = (Load(waiting=200, forgotten=share) for share in (0.8, 0.1))
    assert (through_in(often, 20) or 0) > (through_in(seldom, 20) or 0)


def test_what_comes_back_faster_than_it_is_asked_is_never_through() -> None:
    assert through_in(Load(waiting=20_000, forgotten=0.5, interval_days=1), 10) is None
    assert len(ahead(Load(waiting=20_000), most=1_000)) == FURTHEST_DAYS
