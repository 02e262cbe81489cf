"""The fold of a card's log: what counts, and that neither order nor repetition matters."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.counting import Why
from app.core.events import AskedAs, Buried, Event, Grade, Reset, Resumed, Suspended
from app.core.schedule import Schedule, Scheduler, Step, explain, fold
from app.core.schedulers import SchedulerName, scheduler_named
from app.core.sm2 import Sm2
from tests.core.answers import CARD, answer, at, day, event_id, undo

ANSWERS = st.builds(
    answer,
    number=st.integers(0, 40),
    on=st.integers(0, 60),
    grade=st.sampled_from(list(Grade)),
    asked_as=st.sampled_from([AskedAs.REVIEW, AskedAs.REVIEW, AskedAs.PRACTICE, AskedAs.CRAM]),
)
UNDOS = st.builds(undo, number=st.integers(41, 60), on=st.integers(0, 60), voids=st.integers(0, 60))
OTHERS = st.one_of(
    st.builds(
        lambda kind, number, on: kind(event_id(number), CARD, at(on)),
        st.sampled_from([Suspended, Resumed, Reset]),
        st.integers(61, 70),
        st.integers(0, 60),
    ),
    st.builds(
        lambda number, on: Buried(event_id(number), CARD, at(on), day(on + 3)),
        st.integers(71, 75),
        st.integers(0, 60),
    ),
)
LOGS = st.lists(st.one_of(ANSWERS, UNDOS, OTHERS), max_size=25, unique_by=lambda event: event.id)
SCHEDULERS = st.sampled_from([scheduler_named(name) for name in SchedulerName])


def folded(*events: Event, spread: bool = False) -> Schedule:
    return fold(CARD, events, Sm2(), spread=spread)


def written(schedule: Schedule, scheduler: Scheduler) -> Schedule:
    """With its memory as it is kept, since FSRS's own cannot be compared."""
    known = schedule.memory is not None
    return schedule._replace(memory=scheduler.dump(schedule.memory) if known else None)


def whys(*events: Event) -> list[Why]:
    return [step.why for step in explain(CARD, events, Sm2(), spread=False)]


def test_a_card_without_events_is_new() -> None:
    assert folded() == Schedule(CARD)


def test_each_review_on_its_day_moves_the_card() -> None:
    card = folded(answer(1, 0), answer(2, 1), answer(3, 7))
    assert (card.interval_days, card.due_on, card.reps) == (15, day(22), 3)
    assert (card.counted_on, card.lapses, card.last_event) == (day(7), 0, event_id(3))


@pytest.mark.parametrize("asked_as", [AskedAs.PRACTICE, AskedAs.CRAM])
def test_practice_and_cramming_move_nothing(asked_as: AskedAs) -> None:
    events = answer(1, 0), answer(2, 1, asked_as=asked_as), answer(3, 1, "forgot", asked_as)
    assert folded(*events)._replace(last_event=event_id(1)) == folded(events[0])
    assert whys(*events)[1:] == [Why.NOT_A_REVIEW] * 2


def test_a_card_moves_once_a_study_day() -> None:
    assert whys(answer(1, 0), answer(2, 0), answer(3, 0, "forgot")) == [
        Why.NEW,
        Why.SAME_DAY,
        Why.SAME_DAY,
    ]


def test_to_remember_early_is_no_evidence_and_to_forget_early_is() -> None:
    assert whys(answer(1, 0), answer(2, 1), answer(3, 4, "easy"), answer(4, 5, "forgot")) == [
        Why.NEW,
        Why.DUE,
        Why.EARLY,
        Why.FORGOTTEN_EARLY,
    ]


def test_a_forgotten_card_has_lapsed_but_a_new_one_has_not() -> None:
    assert folded(answer(1, 0, "forgot")).lapses == 0
    assert folded(answer(1, 0), answer(2, 1, "forgot")).lapses == 1


def test_what_was_undone_is_as_if_never_sent() -> None:
    undone = folded(answer(1, 0), answer(2, 1, "easy"), undo(3, 1, voids=2))
    assert undone._replace(last_event=event_id(1)) == folded(answer(1, 0))


def test_a_grade_is_adjusted_by_an_undo_and_another_answer() -> None:
    adjusted = folded(answer(1, 0), answer(2, 1), undo(3, 1, voids=2), answer(4, 1, "hard"))
    assert adjusted == folded(answer(1, 0), answer(2, 1, "hard"))._replace(last_event=event_id(4))


def test_an_undo_never_promotes_practice() -> None:
    events = (
        answer(1, 0),
        answer(2, 1, "forgot"),
        answer(3, 1, "good", AskedAs.PRACTICE),
        undo(4, 1, voids=2),
    )
    card = folded(*events)
    assert (card.due_on, card.reps) == (day(1), 1)
    assert whys(*events) == [Why.NEW, Why.UNDONE, Why.NOT_A_REVIEW, Why.NO_ANSWER]


def test_an_undo_before_its_target_takes_it_back_all_the_same() -> None:
    assert folded(undo(1, 0, voids=2), answer(2, 1)).memory is None


def test_an_undo_of_an_undo_changes_nothing() -> None:
    events = answer(1, 0), undo(2, 0, voids=1), undo(3, 0, voids=2)
    assert folded(*events).memory is None
    assert whys(*events) == [Why.UNDONE, Why.NO_ANSWER, Why.NO_ANSWER]


def test_a_card_set_aside_is_not_asked_until_it_is_brought_back() -> None:
    aside = Suspended(event_id(2), CARD, at(1))
    back = Resumed(event_id(3), CARD, at(2))
    assert not folded(answer(1, 0), aside).asks_on(day(5))
    assert folded(answer(1, 0), aside, back).asks_on(day(5))
    assert folded(answer(1, 0), aside, undo(4, 3, voids=2)).asks_on(day(5))


def test_a_buried_card_is_not_asked_before_its_day() -> None:
    card = folded(answer(1, 0), Buried(event_id(2), CARD, at(1), day(4)))
    assert [card.asks_on(day(number)) for number in (1, 3, 4, 5)] == [False, False, True, True]


def test_a_card_is_asked_from_its_due_day_on() -> None:
    card = folded(answer(1, 0), answer(2, 1))
    assert [card.asks_on(day(number)) for number in (6, 7, 8)] == [False, True, True]
    assert not Schedule(CARD).asks_on(day(1))


def test_a_card_begun_anew_is_new_from_the_next_day_on() -> None:
    events = answer(1, 0), answer(2, 1), Reset(event_id(3), CARD, at(1, 5))
    card = folded(*events)
    assert (card.memory, card.due_on, card.reps, card.lapses) == (None, None, 0, 0)
    assert folded(*events, answer(9, 1)).memory is None
    assert folded(*events, answer(9, 2)).due_on == day(3)


@given(LOGS, SCHEDULERS, st.randoms(use_true_random=False))
def test_order_of_arrival_and_repetition_change_nothing(
    log: list[Event], scheduler: Scheduler, dice: Random
) -> None:
    arrived = [event for event in log for _ in range(dice.randint(1, 5))]
    dice.shuffle(arrived)
    late, prompt = fold(CARD, arrived, scheduler), fold(CARD, log, scheduler)
    assert written(late, scheduler) == written(prompt, scheduler)


@given(LOGS, SCHEDULERS)
def test_what_is_voided_leaves_no_trace_but_its_place(
    log: list[Event], scheduler: Scheduler
) -> None:
    voided = {event.voids for event in log if hasattr(event, "voids")}
    kept = [event for event in log if hasattr(event, "voids") or event.id not in voided]
    whole, bare = (written(fold(CARD, events, scheduler), scheduler) for events in (log, kept))
    assert whole._replace(last_event=None) == bare._replace(last_event=None)


@given(LOGS, SCHEDULERS)
def test_the_explanation_ends_where_the_fold_does(log: list[Event], scheduler: Scheduler) -> None:
    steps, whole = explain(CARD, log, scheduler), fold(CARD, log, scheduler)
    last = steps[-1].after if steps else Schedule(CARD)
    assert written(whole, scheduler) == written(last, scheduler)
    assert all(one.after == two.before for one, two in pairwise(steps))


def moves(step: Step) -> bool:
    return step.before._replace(last_event=None) != step.after._replace(last_event=None)


@given(LOGS, SCHEDULERS)
def test_no_day_counts_twice_and_no_interval_is_negative(
    log: list[Event], scheduler: Scheduler
) -> None:
    steps = explain(CARD, log, scheduler)
    counted = [step for step in steps if step.counted]
    days = [step.after.counted_on for step in counted]
    assert days == sorted(set(days), key=str)
    assert all(0 < step.after.interval_days <= 36_500 for step in counted)
    assert all(
        step.after.due_on > step.after.counted_on
        for step in counted
        if step.after.due_on and step.after.counted_on
    )
    assert not [step for step in steps if step.why is Why.NOT_A_REVIEW and moves(step)]
