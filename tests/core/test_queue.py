"""What is asked next: one test for each rule."""

from collections.abc import Sequence
from dataclasses import replace

from app.core.due import Due, Given, Limits, New, may_begin
from app.core.events import AskedAs, Grade
from app.core.fsrs import Fsrs
from app.core.queue import Asked, queue
from app.core.schedule import Schedule, answered
from app.core.sm2 import Sm2
from tests.core.answers import CARD, day

LIMITS = Limits(cap=50, new_per_day=8)


def due(*recalls: float) -> list[Due]:
    return [Due(f"c.due{n}.1", f"due{n}", recall) for n, recall in enumerate(recalls)]


def new(count: int) -> list[New]:
    return [New(f"c.new{n}.1", f"new{n}") for n in range(count)]


def gave(name: str, grade: str = "good", *, is_new: bool = False, as_: str = "review") -> Given:
    return Given(f"c.{name}.1", name, Grade(grade), is_new, AskedAs(as_))


def repeat(name: str, grade: str) -> Given:
    return gave(name, grade, as_="practice")


def keys(asked: Sequence[Asked]) -> list[str]:
    return [one.card_id.split(".")[1] for one in asked]


STARTED = [gave("one"), gave("two"), gave("three")]


def test_lowest_recall_comes_first() -> None:
    asked = queue(due(0.7, 0.95, 0.5, 0.8), [], STARTED, LIMITS)
    assert keys(asked) == ["due2", "due0", "due3", "due1"]


def test_a_sitting_begins_with_three_sure_ones() -> None:
    asked = queue(due(0.5, 0.91, 0.6, 0.95, 0.9, 0.99), [], [], LIMITS)
    assert keys(asked) == ["due5", "due3", "due1", "due0", "due2", "due4"]


def test_where_fewer_are_sure_they_come_first_all_the_same() -> None:
    assert keys(queue(due(0.5, 0.91, 0.6), [], [], LIMITS)) == ["due1", "due0", "due2"]


def test_a_card_on_its_very_due_day_is_sure_enough() -> None:
    assert keys(queue(due(0.5, 0.9), [], [], LIMITS)) == ["due1", "due0"]


def test_a_sitting_under_way_needs_fewer_sure_ones() -> None:
    asked = queue(due(0.5, 0.91, 0.92), [], [gave("a"), gave("b")], LIMITS)
    assert keys(asked) == ["due2", "due0", "due1"]


def test_over_the_cap_the_highest_come_first_and_every_fifth_is_the_lowest() -> None:
    cards = due(*(n / 20 for n in range(20)))
    asked = queue(cards, new(3), [], Limits(cap=12))
    highest = ["due19", "due18", "due17", "due16", "due0", "due15", "due14", "due13", "due12"]
    assert keys(asked) == [*highest, "due1", "due11", "due10"]


def test_over_the_cap_there_are_no_new_cards() -> None:
    assert not [one for one in queue(due(*[0.5] * 13), new(3), [], Limits(cap=12)) if one.new]
    assert [one for one in queue(due(*[0.5] * 12), new(3), [], Limits(cap=12)) if one.new]


def test_after_an_absence_the_sitting_does_not_change_its_mind_half_way() -> None:
    cards = due(*(n / 20 for n in range(20)))
    limits = Limits(cap=12)
    whole = keys(queue(cards, new(3), [], limits))
    given: list[Given] = []
    for name in whole:
        left = [card for card in cards if card.siblings not in {one.siblings for one in given}]
        assert keys(queue(left, new(3), given, limits)) == whole[len(given) :]
        given.append(gave(name))
    left = [card for card in cards if card.siblings not in set(whole)]
    assert queue(left, new(3), given, limits) == ()


def test_new_cards_follow_in_lesson_order_eight_a_day() -> None:
    asked = queue(due(0.5), new(20), STARTED, LIMITS)
    assert keys(asked) == ["due0", *(f"new{n}" for n in range(8))]
    assert [one.new for one in asked] == [False] + [True] * 8


def test_new_cards_of_this_day_are_counted() -> None:
    given = [gave(f"old{n}", is_new=True) for n in range(6)]
    assert len(queue([], new(20), given, LIMITS)) == 2
    assert queue([], new(20), [gave(f"old{n}", is_new=True) for n in range(9)], LIMITS) == ()


def test_of_siblings_one_a_day() -> None:
    cards = [Due("c.a.1", "a", 0.6), Due("c.a.2", "a", 0.5), Due("c.b.1", "b", 0.7)]
    fresh = [New("c.a.3", "a"), New("c.d.1", "d"), New("c.d.2", "d"), New("c.e.1", "e")]
    asked = queue(cards, fresh, STARTED, LIMITS)
    assert [one.card_id for one in asked] == ["c.a.2", "c.b.1", "c.d.1", "c.e.1"]


def test_a_sibling_of_what_was_asked_waits_for_another_day() -> None:
    cards = [Due("c.a.2", "a", 0.5), Due("c.b.1", "b", 0.7)]
    asked = queue(cards, [New("c.a.3", "a")], [gave("a")], LIMITS)
    assert [one.card_id for one in asked] == ["c.b.1"]


def test_a_forgotten_card_comes_back_after_four_others() -> None:
    asked = queue(due(*[0.5] * 6), [], [*STARTED, gave("lost", "forgot")], LIMITS)
    assert keys(asked) == ["due0", "due1", "due2", "due3", "lost", "due4", "due5"]
    assert [one.asked_as for one in asked].index(AskedAs.PRACTICE) == 4


def test_others_that_came_already_are_counted() -> None:
    given = [gave("lost", "forgot"), *STARTED]
    assert keys(queue(due(0.5, 0.5, 0.5), [], given, LIMITS)) == ["due0", "lost", "due1", "due2"]


def test_a_forgotten_card_comes_at_the_end_where_there_are_fewer_others() -> None:
    given = [*STARTED, gave("lost", "forgot")]
    assert keys(queue(due(0.5), [], given, LIMITS)) == ["due0", "lost"]
    assert keys(queue([], [], [gave("lost", "forgot")], LIMITS)) == ["lost"]


def test_a_forgotten_card_comes_back_until_it_is_known() -> None:
    given = [gave("lost", "forgot"), repeat("lost", "forgot")]
    assert keys(queue([], [], given, LIMITS)) == ["lost"]
    for known in ("hard", "good", "easy"):
        assert queue([], [], [*given, repeat("lost", known)], LIMITS) == ()


def test_a_forgotten_card_comes_back_three_times_at_most() -> None:
    given = [gave("lost", "forgot")]
    for left in (1, 1, 1, 0):
        assert len(queue([], [], given, LIMITS)) == left
        given.append(repeat("lost", "forgot"))


def test_a_hard_card_comes_back_once_at_the_end() -> None:
    given = [*STARTED, gave("stiff", "hard")]
    asked = queue(due(0.5, 0.6), new(1), given, LIMITS)
    assert keys(asked) == ["due0", "due1", "new0", "stiff"]
    assert asked[-1].asked_as is AskedAs.PRACTICE
    assert queue([], [], [*given, repeat("stiff", "hard")], LIMITS) == ()


def test_a_card_set_aside_or_put_off_since_does_not_come_back() -> None:
    for grade in ("forgot", "hard"):
        away = replace(gave("one", grade), away=True)
        assert keys(queue(due(0.5), [], [away, gave("two")], LIMITS)) == ["due0"]


def test_a_hard_card_forgotten_at_the_end_comes_back() -> None:
    assert keys(queue([], [], [gave("a", "hard"), repeat("a", "forgot")], LIMITS)) == ["a"]


def test_practice_and_cramming_of_other_cards_are_no_part_of_the_sitting() -> None:
    given = [repeat("x", "forgot"), gave("y", "forgot", as_="cram"), gave("z")]
    assert queue([], [], given, LIMITS) == ()
    again = [gave("z", "forgot"), gave("z", "good", as_="cram")]
    assert keys(queue([], [], again, LIMITS)) == ["z"]


def test_a_second_direction_waits_for_the_six_day_step_of_the_first() -> None:
    first, found = Schedule(CARD), [may_begin(None), may_begin(Schedule(CARD))]
    for _ in range(3):
        first = answered(first, Grade.HARD, first.due_on or day(0), Sm2())
        found.append(may_begin(first))
    assert found == [False, False, False, False, True]
    assert not may_begin(answered(first, Grade.FORGOT, first.due_on or day(0), Sm2()))


def test_an_easy_start_alone_does_not_open_the_second_direction() -> None:
    first = answered(Schedule(CARD), Grade.EASY, day(0), Fsrs())
    assert first.interval_days > 6
    assert not may_begin(first)
