"""How cards stand, and how the fact stands that they ask for."""

import pytest

from app.core.standing import Standing, standing, standing_of_fact

NOT_MET, LEARNING, DUE, HELD, ASIDE = Standing


def test_a_card_is_held_from_an_interval_of_a_week_on() -> None:
    found = [standing(begun=True, suspended=False, due=False, interval_days=n) for n in (1, 6, 7)]
    assert found == [LEARNING, LEARNING, HELD]


def test_a_card_that_is_due_is_not_held_until_it_is_answered() -> None:
    assert standing(begun=True, suspended=False, due=True, interval_days=90) is DUE


def test_a_card_set_aside_is_so_whatever_else_it_is() -> None:
    assert standing(begun=True, suspended=True, due=True, interval_days=90) is ASIDE
    assert standing(begun=False, suspended=True, due=False, interval_days=0) is ASIDE
    assert standing(begun=False, suspended=False, due=False, interval_days=0) is NOT_MET


@pytest.mark.parametrize(
    ("cards", "fact"),
    [
        ([HELD, HELD], HELD),
        ([HELD, DUE], DUE),
        ([DUE, NOT_MET], DUE),
        ([HELD, LEARNING], LEARNING),
        ([HELD, NOT_MET], LEARNING),
        ([NOT_MET, NOT_MET], NOT_MET),
        ([HELD, ASIDE], HELD),
        ([ASIDE, ASIDE], ASIDE),
    ],
)
def test_a_fact_stands_as_its_weakest_card(cards: list[Standing], fact: Standing) -> None:
    assert standing_of_fact(cards) is fact
    assert standing_of_fact(cards[::-1]) is fact
