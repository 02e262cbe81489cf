"""SM-2 as published, by golden tables and against a second reading of the same paper."""

from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.events import Grade
from app.core.sm2 import LONGEST_DAYS, Sm2, Sm2Memory

GRADES = st.lists(st.sampled_from(list(Grade)), min_size=1, max_size=40)
QUALITY = {Grade.FORGOT: 1, Grade.HARD: 3, Grade.GOOD: 4, Grade.EASY: 5}


def intervals(grades: str) -> list[int]:
    return [memory.interval_days for memory in memories(grades)]


def memories(grades: str) -> list[Sm2Memory]:
    memory, found = None, []
    for word in grades.split():
        memory = Sm2().step(memory, Grade(word), 1)
        found.append(memory)
    return found


@pytest.mark.parametrize(
    ("grades", "days"),
    [
        ("good good good good good good", [1, 6, 15, 38, 95, 238]),
        ("easy easy easy easy", [1, 6, 17, 50]),
        ("hard hard hard hard", [1, 6, 13, 26]),
        ("forgot good good", [1, 6, 15]),
        ("good forgot good", [1, 1, 6]),
        ("good good good forgot good good", [1, 6, 15, 1, 6, 15]),
        ("good good hard forgot good", [1, 6, 15, 1, 6]),
        ("good forgot forgot forgot good", [1, 1, 1, 1, 6]),
    ],
)
def test_the_intervals_are_those_of_the_table(grades: str, days: list[int]) -> None:
    assert intervals(grades) == days


@pytest.mark.parametrize("first", list(Grade))
@pytest.mark.parametrize("second", [Grade.HARD, Grade.GOOD, Grade.EASY])
def test_a_new_card_waits_one_day_and_then_six_whatever_the_grade(
    first: Grade, second: Grade
) -> None:
    assert intervals(f"{first} {second}") == [1, 6]


def test_an_interval_is_rounded_up_without_the_errors_of_floats() -> None:
    assert Sm2().step(Sm2Memory(270, 4, 90), Grade.GOOD, 90).interval_days == 243
    assert ceil(90 * 2.7) == 244


def test_the_ease_begins_at_250_and_moves_by_the_published_formula() -> None:
    assert [memories(grade)[0].ease for grade in Grade] == [250, 236, 250, 260]
    for grade in (Grade.HARD, Grade.GOOD, Grade.EASY):
        missing = 5 - QUALITY[grade]
        assert memories(grade)[0].ease - 250 == 10 - missing * (8 + missing * 2)


def test_the_new_ease_is_in_the_interval() -> None:
    assert intervals("good good easy") == [1, 6, 16]


def test_the_ease_never_falls_below_130() -> None:
    assert memories("hard " * 30)[-1].ease == 130


def test_a_failure_keeps_the_ease() -> None:
    assert [memory.ease for memory in memories("hard hard forgot good")] == [236, 222, 222, 222]


def test_lateness_changes_nothing() -> None:
    memory = Sm2Memory(250, 3, 15)
    assert Sm2().step(memory, Grade.GOOD, 15) == Sm2().step(memory, Grade.GOOD, 400)


def test_no_interval_is_longer_than_a_hundred_years() -> None:
    assert intervals("easy " * 60)[-1] == LONGEST_DAYS == 36_500


def second_reading(grades: list[Grade]) -> tuple[int, Fraction]:
    """From the whole history at once, in fractions: the ease by a sum over all answers that were
    remembered, the interval by walking up from the last failure."""
    eases = [Fraction(5, 2)]
    for grade in grades:
        quality = QUALITY[grade]
        change = Fraction(1, 10) - (5 - quality) * (
            Fraction(8, 100) + (5 - quality) * Fraction(2, 100)
        )
        moved = eases[-1] + change if quality >= 3 else eases[-1]
        eases.append(max(moved, Fraction(13, 10)))
    failures = [place for place, grade in enumerate(grades) if QUALITY[grade] < 3]
    start = failures[-1] if failures else 0
    interval = Fraction(1)
    for nth, ease in enumerate(eases[start + 1 :], 1):
        interval = Fraction({1: 1, 2: 6}.get(nth, ceil(interval * ease)))
        interval = min(interval, Fraction(36_500))
    return int(interval), eases[-1]


@given(GRADES)
def test_a_second_reading_of_the_paper_agrees(grades: list[Grade]) -> None:
    memory = memories(" ".join(grades))[-1]
    assert (memory.interval_days, Fraction(memory.ease, 100)) == second_reading(grades)


@given(GRADES)
def test_a_memory_survives_being_written_down(grades: list[Grade]) -> None:
    memory = memories(" ".join(grades))[-1]
    assert Sm2().load(Sm2().dump(memory)) == memory


def test_recall_is_nine_in_ten_when_the_interval_is_over() -> None:
    assert Sm2().recall_after(0) == 1
    assert Sm2().recall_after(1) == 0.9
    assert Sm2().recall_after(2) == pytest.approx(0.81)
