"""What holds of every queue: the same each time, no siblings together, an end to each sitting."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from app.core.due import Due, DueCount, Given, Limits, New, due_count
from app.core.events import AskedAs, Grade
from app.core.queue import queue

DUE = st.lists(
    st.builds(
        lambda n, group, recall: Due(f"c.k{n}.1", f"g{group}", recall),
        st.integers(0, 99),
        st.integers(0, 20),
        st.floats(0, 1),
    ),
    max_size=30,
    unique_by=lambda card: card.card_id,
)
FRESH = st.lists(
    st.builds(
        lambda n, group: New(f"c.n{n}.1", f"g{group}"), st.integers(0, 99), st.integers(0, 30)
    ),
    max_size=15,
    unique_by=lambda card: card.card_id,
)
GIVEN = st.lists(
    st.builds(
        lambda n, grade, as_: Given(f"c.o{n}.1", f"g{n}", grade, n % 2 == 0, as_),
        st.integers(0, 12),
        st.sampled_from(list(Grade)),
        st.sampled_from(list(AskedAs)),
    ),
    max_size=15,
)
SOME = st.builds(Limits, st.integers(0, 15), st.integers(0, 10))


@given(DUE, FRESH, GIVEN, SOME, st.randoms(use_true_random=False))
def test_the_same_inputs_give_the_same_queue(
    cards: list[Due], fresh: list[New], given: list[Given], limits: Limits, dice: Random
) -> None:
    asked = queue(cards, fresh, given, limits)
    dice.shuffle(cards)
    assert queue(cards, fresh, given, limits) == asked


@given(DUE, FRESH, GIVEN, SOME)
def test_the_count_is_what_the_queue_asks(
    cards: list[Due], fresh: list[New], given: list[Given], limits: Limits
) -> None:
    asked = queue(cards, fresh, given, limits)
    reviews = [one for one in asked if one.asked_as is AskedAs.REVIEW]
    started = sum(one.new for one in reviews)
    assert due_count(cards, fresh, given, limits) == DueCount(len(reviews) - started, started)


@given(DUE, FRESH, GIVEN, SOME)
def test_no_card_is_asked_twice_and_no_two_siblings(
    cards: list[Due], fresh: list[New], given: list[Given], limits: Limits
) -> None:
    asked = queue(cards, fresh, given, limits)
    groups = {card.card_id: card.siblings for card in [*cards, *fresh]}
    chosen = [groups[one.card_id] for one in asked if one.asked_as is AskedAs.REVIEW]
    assert len(chosen) == len(set(chosen))
    assert len({one.card_id for one in asked}) == len(asked)


@given(DUE, FRESH, SOME, st.lists(st.sampled_from(list(Grade)), min_size=200, max_size=200))
def test_a_sitting_ends_and_repeats_keep_their_distance(
    cards: list[Due], fresh: list[New], limits: Limits, grades: list[Grade]
) -> None:
    groups = {card.card_id: card.siblings for card in [*cards, *fresh]}
    given: list[Given] = []
    for grade in grades:
        done = {one.card_id for one in given}
        asked = queue(
            [card for card in cards if card.card_id not in done],
            [card for card in fresh if card.card_id not in done],
            given,
            limits,
        )
        if not asked:
            break
        now = asked[0]
        last = [place for place, one in enumerate(given) if one.card_id == now.card_id]
        if last and given[last[-1]].grade is Grade.FORGOT and len(given) - last[-1] <= 4:
            assert all(one.asked_as is AskedAs.PRACTICE for one in asked)
        given.append(Given(now.card_id, groups[now.card_id], grade, now.new, now.asked_as))
    assert not asked
    assert all(sum(one.card_id == card for one in given) <= 4 for card in groups)
