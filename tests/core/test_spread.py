"""Due dates are moved apart a little, always in the same way, and never the intervals."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.core.events import Grade
from app.core.schedule import Schedule, answered, outcomes
from app.core.sm2 import Sm2
from app.core.spread import FURTHEST_DAYS, LONGEST_DAYS, spread_days, spread_seed
from tests.core.answers import CARD, day

GOLDEN = [98, 95, 94, 92, 98, 97]
NAMES = st.from_regex(r"[a-z]{1,8}\.[a-z]{1,8}\.[1-9]", fullmatch=True)


@given(NAMES, st.integers(0, 500), st.integers(1, 2))
def test_less_than_three_days_are_left_alone(card_id: str, reps: int, interval_days: int) -> None:
    assert spread_days(spread_seed(card_id), reps, interval_days) == interval_days


@given(NAMES, st.integers(0, 500), st.integers(3, LONGEST_DAYS))
def test_the_date_moves_by_a_twentieth_and_a_week_at_most(
    card_id: str, reps: int, interval_days: int
) -> None:
    moved = abs(spread_days(spread_seed(card_id), reps, interval_days) - interval_days)
    assert moved <= max(1, min(interval_days // 20, FURTHEST_DAYS))


def test_the_same_card_is_moved_in_the_same_way_on_every_machine() -> None:
    found = [spread_days(spread_seed("keras.origin.1"), reps, 95) for reps in range(1, 7)]
    assert found == GOLDEN


def test_cards_learned_together_come_back_apart() -> None:
    seeds = [spread_seed(f"keras.fact.{number}") for number in range(200)]
    assert {spread_days(seed, 5, 95) for seed in seeds} == set(range(91, 100))
    assert {spread_days(seed, 5, 3) for seed in seeds} == {2, 3, 4}


def test_nothing_is_longer_than_a_hundred_years() -> None:
    seeds = [spread_seed(f"a.b.{number}") for number in range(50)]
    assert max(spread_days(seed, 1, LONGEST_DAYS) for seed in seeds) == LONGEST_DAYS


@given(NAMES, st.lists(st.sampled_from(list(Grade)), min_size=1, max_size=15))
def test_the_next_step_starts_from_the_interval_and_not_from_the_date(
    card_id: str, grades: list[Grade]
) -> None:
    spread = straight = Schedule(card_id)
    on = moved_on = day(0)
    for grade in grades:
        straight = answered(straight, grade, on, Sm2(), spread=False)
        spread = answered(spread, grade, moved_on, Sm2())
        on, moved_on = straight.due_on or on, spread.due_on or moved_on
        assert spread.interval_days == straight.interval_days
        assert spread.memory == straight.memory


def test_a_preview_shows_the_date_that_it_will_be() -> None:
    card = Schedule(CARD)
    for _ in range(5):
        on = card.due_on or day(0)
        for grade, outcome in outcomes(card, Sm2(), on).items():
            assert outcome.after == answered(card, grade, on, Sm2())
            assert outcome.due_on == outcome.after.due_on
            assert outcome.interval_days == outcome.after.interval_days
        card = outcomes(card, Sm2(), on)[Grade.GOOD].after
    assert card.due_on != card.counted_on + timedelta(days=card.interval_days)


def test_a_preview_of_a_card_that_is_not_due_moves_it_for_forgot_only() -> None:
    card = answered(answered(Schedule(CARD), Grade.GOOD, day(0), Sm2()), Grade.GOOD, day(1), Sm2())
    found = outcomes(card, Sm2(), day(3))
    assert [grade for grade in Grade if found[grade].counted] == [Grade.FORGOT]
    assert found[Grade.EASY].due_on == card.due_on
    assert found[Grade.FORGOT].due_on == day(4)
