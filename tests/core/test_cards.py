"""A note's cards, their names, and who is whose sibling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.cards import Face, Kind, Note, Side, cards_of, sibling_groups

SIDE = Side("<p>a</p>", "a")
NOTE = Note("k", Kind.TERM, 1, (Face("term", SIDE, SIDE), Face("meaning", SIDE, SIDE, "term")), "a")


def test_a_card_is_named_by_course_key_and_part() -> None:
    assert [card.id for card in cards_of("c", NOTE)] == ["c.k.term", "c.k.meaning"]


def test_a_card_waits_for_another_of_its_note() -> None:
    assert [card.waits_for for card in cards_of("c", NOTE)] == [None, "c.k.term"]


def test_cards_of_one_note_are_siblings_and_a_group_may_be_wider() -> None:
    assert {card.siblings for card in cards_of("c", NOTE)} == {"k"}
    assert {card.siblings for card in cards_of("c", NOTE, "g")} == {"g"}


@pytest.mark.parametrize(
    ("pairs", "groups"),
    [
        ([], {}),
        ([("b", "a")], {"a": "a", "b": "a"}),
        ([("c", "b"), ("b", "a")], {"a": "a", "b": "a", "c": "a"}),
        ([("a", "b"), ("c", "d"), ("d", "b")], dict.fromkeys("abcd", "a")),
        ([("a", "a")], {"a": "a"}),
    ],
)
def test_notes_on_one_fact_are_joined(pairs: list[tuple[str, str]], groups: object) -> None:
    assert sibling_groups(pairs) == groups


KEYS = st.sampled_from("abcdefg")


@given(st.lists(st.tuples(KEYS, KEYS)), st.randoms(use_true_random=False))
def test_the_order_of_pairs_changes_no_group(pairs: list[tuple[str, str]], draws: object) -> None:
    turned = [(other, one) for one, other in pairs]
    draws.shuffle(turned)  # type: ignore[attr-defined]
    assert sibling_groups(turned) == sibling_groups(pairs)
