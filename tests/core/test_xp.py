"""Experience for answers that count, levels of a course, and last days that nothing breaks."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import reduce
from itertools import pairwise

import pytest
from hypothesis import given

from app.core.events import AskedAs, Event, Reviewed
from app.core.folding import Folding
from app.core.sm2 import Sm2
from app.core.xp import LONGEST_MS, NOTHING, DayTally, Level, last_days, level_of, tallied
from tests.core.answers import CARD, answer, day, undo
from tests.core.test_fold import LOGS

THRESHOLDS = [0, 100, 250, 500]


def tallied_days(events: Iterable[Event]) -> dict[date, DayTally]:
    return tallied(Folding(CARD, Sm2(), spread=False), events)


def xp(*events: Event) -> list[int]:
    """By how much each event changed the sum of all days."""
    sums = [
        sum(tally.xp for tally in tallied_days(events[:end]).values())
        for end in range(len(events) + 1)
    ]
    return [after - before for before, after in pairwise(sums)]


def test_recall_over_a_longer_interval_earns_more() -> None:
    assert xp(answer(1, 0), answer(2, 1), answer(3, 7), answer(4, 22)) == [5, 12, 16, 18]
    assert xp(answer(1, 0), answer(2, 30)) == [5, 20]


@pytest.mark.parametrize("grade", ["hard", "good", "easy"])
def test_a_better_grade_earns_no_more(grade: str) -> None:
    assert xp(answer(1, 0), answer(2, 1, grade)) == [5, 12]


def test_to_have_forgotten_earns_a_little() -> None:
    assert xp(answer(1, 0), answer(2, 1, "forgot")) == [5, 2]


@pytest.mark.parametrize("asked_as", [AskedAs.PRACTICE, AskedAs.CRAM])
def test_practice_and_cramming_earn_nothing(asked_as: AskedAs) -> None:
    assert xp(answer(1, 0), answer(2, 1, asked_as=asked_as)) == [5, 0]


def test_an_answer_that_does_not_count_earns_nothing() -> None:
    assert xp(answer(1, 0), answer(2, 0), answer(3, 1), answer(4, 3)) == [5, 0, 12, 0]


def test_an_undo_takes_it_back() -> None:
    assert xp(answer(1, 0), answer(2, 1), undo(3, 1, voids=2)) == [5, 12, -12]


def test_a_study_day_has_its_answers_time_xp_and_new_cards() -> None:
    events = answer(1, 0), answer(2, 1), answer(3, 1, "good", AskedAs.PRACTICE)
    assert tallied_days(events) == {
        day(0): DayTally(1, 4_000, 5, 1),
        day(1): DayTally(2, 8_000, 12, 0),
    }


def test_a_card_left_open_for_a_week_is_not_a_week_of_learning() -> None:
    left_open = replace(answer(2, 1), elapsed_ms=604_800_000)
    assert tallied_days([answer(1, 0), left_open])[day(1)].elapsed_ms == LONGEST_MS


@given(LOGS)
def test_the_days_add_up_to_the_log(log: list[Event]) -> None:
    days = tallied_days(log)
    total = reduce(DayTally.plus, days.values(), NOTHING)
    voided = {event.voids for event in log if hasattr(event, "voids")}
    left = [event for event in log if isinstance(event, Reviewed) and event.id not in voided]
    assert total.answers == len(left)
    assert total.elapsed_ms == 4_000 * len(left)
    assert total.xp >= 0
    assert Counter(event.day for event in left) == {on: each.answers for on, each in days.items()}


def test_a_learner_without_events_has_no_xp_and_level_1() -> None:
    assert tallied_days([]) == {}
    assert level_of(0, THRESHOLDS) == Level(1, 0, 100)
    assert level_of(0) == Level(1, 0, None)


@pytest.mark.parametrize(
    ("xp", "number"), [(99, 1), (100, 2), (249, 2), (250, 3), (499, 3), (500, 4), (9_999, 4)]
)
def test_a_level_begins_with_its_xp(xp: int, number: int) -> None:
    assert level_of(xp, THRESHOLDS).number == number


def test_the_highest_level_has_no_next() -> None:
    assert level_of(700, THRESHOLDS) == Level(4, 500, None)


def test_a_missed_day_costs_that_day_only() -> None:
    studied = [day(number) for number in range(14) if number not in (3, 8)]
    assert sum(last_days(studied, day(13))) == 12
    assert [n for n, was in enumerate(last_days(studied, day(13))) if not was] == [3, 8]


def test_the_morning_before_the_first_answer_takes_nothing_away() -> None:
    studied = [day(number) for number in range(14)]
    assert last_days(studied, day(14)) == last_days(studied, day(13)) == (True,) * 14


def test_days_of_old_fall_out_one_by_one() -> None:
    studied = [day(number) for number in range(14)]
    found = [sum(last_days(studied, day(13 + away))) for away in range(1, 17)]
    assert found == [14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0]


def test_whoever_never_studied_has_none() -> None:
    assert last_days([], day(0)) == (False,) * 14
