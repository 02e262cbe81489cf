"""FSRS-6 held against the engine's own function over whole histories, and against py-fsrs."""

from datetime import UTC, datetime, timedelta
from math import isclose
from random import Random

import fsrs
import pytest
from fsrs_rs_python import FSRSItem, FSRSReview, MemoryState

from app.core.errors import DrillbookError
from app.core.events import Grade
from app.core.fsrs import ENGINE, LONGEST_DAYS, PARAMETERS, Fsrs

RATING = {grade: number for number, grade in enumerate(Grade, 1)}
History = list[tuple[Grade, int]]


def histories(count: int, seed: int) -> list[History]:
    """Grades with the days before them, from the same day to years."""
    dice = Random(seed)
    grades = list(Grade)
    return [
        [
            (dice.choice(grades), dice.choice([0, 1, 2, 7, 30, 400, dice.randrange(3_000)]))
            for _ in range(dice.randint(1, 12))
        ]
        for _ in range(count)
    ]


def memory(stability: float) -> MemoryState:
    return Fsrs().load({"stability": stability, "difficulty": 5.0})


def last_memory(history: History) -> MemoryState:
    last = None
    for place, (grade, elapsed_days) in enumerate(history):
        last = Fsrs().step(last, grade, elapsed_days if place else 0)
    assert last is not None
    return last


def test_steps_equal_the_engines_whole_history_ten_thousand_times() -> None:
    for history in histories(10_000, seed=6):
        reviews = [
            FSRSReview(RATING[grade], elapsed_days if place else 0)
            for place, (grade, elapsed_days) in enumerate(history)
        ]
        whole = ENGINE.memory_state(FSRSItem(reviews))
        assert Fsrs().dump(last_memory(history)) == Fsrs().dump(whole), history


def py_fsrs(history: History) -> fsrs.Card:
    """Called with `card_id`, since a card without one sleeps."""
    scheduler = fsrs.Scheduler(
        PARAMETERS, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )
    at = datetime(2026, 1, 1, tzinfo=UTC)
    card = fsrs.Card(card_id=1, due=at)
    for place, (grade, elapsed_days) in enumerate(history):
        at += timedelta(days=elapsed_days if place else 0)
        card, _ = scheduler.review_card(card, fsrs.Rating(RATING[grade]), at)
    return card


def test_py_fsrs_agrees_step_by_step_below_the_cap() -> None:
    compared = 0
    for history in histories(1_000, seed=7):
        card = py_fsrs(history)
        assert card.stability is not None
        assert card.difficulty is not None
        if card.stability >= LONGEST_DAYS:
            continue
        compared += 1
        ours = last_memory(history)
        assert isclose(ours.stability, card.stability, rel_tol=1e-3), history
        assert isclose(ours.difficulty, card.difficulty, rel_tol=1e-3), history
    assert compared > 900


def test_the_interval_is_within_a_rounding_of_py_fsrs() -> None:
    for history in histories(300, seed=8):
        card = py_fsrs(history)
        assert card.last_review is not None
        theirs = min((card.due - card.last_review).days, LONGEST_DAYS)
        ours = Fsrs().interval_days(last_memory(history))
        assert abs(ours - theirs) <= max(1, theirs // 1_000), history


def test_half_a_day_goes_up() -> None:
    assert Fsrs().interval_days(memory(2.5)) == 3
    assert round(2.5) == 2


def test_an_interval_is_a_day_at_least_and_a_hundred_years_at_most() -> None:
    assert Fsrs().interval_days(memory(0.001)) == 1
    assert Fsrs(0.70).interval_days(memory(36_500.0)) == LONGEST_DAYS


def test_recall_is_nine_in_ten_after_the_stability_and_falls() -> None:
    assert Fsrs().holds_days(memory(12.0)) == 12
    assert Fsrs().recall_after(0) == 1
    assert Fsrs().recall_after(1) == pytest.approx(0.9)
    assert Fsrs().recall_after(13 / 12) < Fsrs().recall_after(1)


def test_a_higher_retention_asks_sooner() -> None:
    known = memory(50.0)
    days = [Fsrs(retention).interval_days(known) for retention in (0.70, 0.80, 0.90, 0.97)]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) == 4


@pytest.mark.parametrize("retention", [0.69, 0.98, 0.0, 1.0, float("nan")])
def test_a_retention_that_makes_no_sense_is_refused(retention: float) -> None:
    with pytest.raises(DrillbookError, match=r"from 0\.70 to 0\.97"):
        Fsrs(retention)


def test_another_retention_is_another_version_and_so_are_other_parameters() -> None:
    assert Fsrs().version == "fsrs-6/2d427a5c/0.9"
    assert Fsrs(0.90).version == Fsrs().version != Fsrs(0.85).version


def test_a_memory_survives_being_written_down() -> None:
    last = last_memory([(Grade.GOOD, 0), (Grade.HARD, 3)])
    assert Fsrs().dump(Fsrs().load(Fsrs().dump(last))) == Fsrs().dump(last)
