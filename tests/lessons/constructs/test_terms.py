"""A list of terms: from the meaning to the term, the other way, or both."""

import pytest

from tests.lessons.examples import asked, cards, errors, read


@pytest.mark.parametrize(
    "item", ["**T** — m", "**T** – m", "**T** - m", "**T**: m", "**T** : m", "**T**—m"]
)
def test_a_term_and_its_meaning_are_parted_by(item: str) -> None:
    assert asked(f"{{.terms}}\n- {item} {{#k}}") == ["k.term: m -> T"]


def test_the_question_of_the_list_stands_above_each_item_but_for_its_own() -> None:
    text = '{.terms ask="Which?"}\n- **A** — x {#a}\n- **B** — y {#b ask="What?"}'
    assert asked(text) == ["a.term: Which? x -> A", "b.term: What? y -> B"]


def test_both_ways_wait_for_each_other() -> None:
    term, meaning = cards("{.terms}\n- **T** — m {#k .both}")
    assert (term.waits_for, meaning.waits_for) == (None, "c.k.term")


def test_the_class_of_the_list_holds_where_an_item_says_nothing() -> None:
    text = "{.terms .both}\n- **A** — x {#a}\n- **B** — y {#b .forward}"
    assert asked(text) == ["a.term: x -> A", "a.meaning: A -> x", "b.meaning: B -> y"]


def test_a_numbered_list_may_hold_terms() -> None:
    assert asked("{.terms}\n1. **T** — m {#k}") == ["k.term: m -> T"]


@pytest.mark.parametrize("item", ["T — m", "**T** m", "*T* — m", "x **T** — m", "**T**"])
def test_an_item_without_a_term_is_an_error(item: str) -> None:
    assert errors(f"{{.terms}}\n- {item}") == ["2:3: this item of a list of terms has no term"]


def test_an_item_that_begins_with_code_has_no_term() -> None:
    assert errors("{.terms}\n-     x") == ["2:1: this item of a list of terms has no term"]


@pytest.mark.parametrize("item", ["**T** — {#k}", "**T** —"])
def test_a_term_without_a_meaning_is_an_error(item: str) -> None:
    assert errors(f"{{.terms}}\n- {item}") == ["2:3: the prompt of this card is empty"]


def test_a_quote_in_the_item_explains_it() -> None:
    [card] = cards("{.terms}\n- **T** — m {#k}\n  > Why.")
    assert card.note.explanation is not None
    assert card.note.explanation.text == "Why."


def test_an_item_with_a_mark_is_a_cloze() -> None:
    assert asked("{.terms}\n- **T** — a ==m== {#k}") == ["k.1: T — a […] -> m"]


def test_an_item_of_prose_makes_no_card_and_is_found() -> None:
    section = read("{.terms}\n- **T** — m {.prose}").sections[0]
    assert not section.notes
    assert [passage.text for passage in section.passages] == ["T — m"]


def test_a_list_inside_an_item_is_read() -> None:
    assert asked("{.terms}\n- **T** — m {#k}\n  - a ==b== {#l}") == [
        "k.term: m -> T",
        "l.1: a […] -> b",
    ]


def test_the_lists_date_holds_for_each_term() -> None:
    (card,) = cards("{.terms as-of=2025-03}\n- **A** — b {#k}")
    assert card.note.as_of == "2025-03"
