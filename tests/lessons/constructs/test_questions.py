"""`Q:` and `A:` in one paragraph, and the long form between three colons."""

import pytest

from tests.lessons.examples import asked, cards, errors, read

TORN = "a question and its answer belong together"


def test_a_question_asks_for_its_answer() -> None:
    assert asked("Q: What is *a*?\nA: `b` {#k}") == ["k.answer: What is a? -> b"]


def test_both_sides_may_take_several_lines() -> None:
    assert asked("Q: What\nis a?\nA: b\nand c {#k}") == ["k.answer: What is a? -> b and c"]


def test_the_reverse_waits() -> None:
    there, back = cards("Q: a\nA: b {#k .both}")
    assert (there.id, back.id, back.waits_for) == ("c.k.answer", "c.k.question", "c.k.answer")
    assert (back.face.prompt.text, back.face.answer.text) == ("b", "a")


def test_attributes_may_end_the_question_too() -> None:
    assert asked("Q: a {#k}\nA: b") == ["k.answer: a -> b"]


def test_a_question_may_stand_in_an_item_or_a_quote() -> None:
    assert asked("- Q: a\n  A: b {#k}") == ["k.answer: a -> b"]
    assert asked("> Q: a\n> A: b {#k}") == ["k.answer: a -> b"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Q: a", [f"1:1: {TORN}"]),
        ("A: a", [f"1:1: {TORN}"]),
        ("Q: a\n\nA: b", [f"1:1: {TORN}", f"3:1: {TORN}"]),
        ("- Q: a", [f"1:3: {TORN}"]),
        ("Q:\nA: b", ["1:1: the prompt of this card is empty"]),
        ("Q: a\nA:", ["1:1: the answer of this card is empty"]),
        ("Q: a\nA: b\n===", ["1:1: the line === under it makes this a heading"]),
        ("Q: a\nA: b\n---", ["1:1: the line --- under it makes this a heading"]),
    ],
)
def test_half_a_question_is_an_error(text: str, found: list[str]) -> None:
    assert errors(text) == found


TWO = "two questions stand in one paragraph"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Q: a?\nA: b\nQ: c?\nA: d", [f"3:1: {TWO}"]),
        ("Q: a?\nA: b {#k}\nQ: c?\nA: d {#l}", [f"3:1: {TWO}"]),
        ("Q: a?\nQ: b?\nA: c", [f"2:1: {TWO}"]),
        ("Q: a?\nA: b\nA: c", [f"3:1: {TWO}"]),
        ("Q: a?\nmore\nA: b  \nA: c", [f"4:1: {TWO}"]),
        ("> - Q: a?\n>   A: b\n>   Q: c?", [f"3:5: {TWO}"]),
    ],
)
def test_two_questions_in_one_paragraph_are_an_error(text: str, found: list[str]) -> None:
    assert errors(text) == found


def test_a_letter_and_a_colon_within_a_line_begin_nothing() -> None:
    assert asked("Q: a A: b?\nA: c Q: d\nFAQ: e {#k}") == ["k.answer: a A: b? -> c Q: d FAQ: e"]


def test_a_question_counts_before_a_cloze() -> None:
    assert asked("Q: a ==b==\nA: c {#k}") == ["k.answer: a b -> c"]


def test_prose_is_no_question() -> None:
    assert not cards("Q: a\nA: b {.prose}")


def test_a_card_of_blocks_has_code_and_lists_on_both_sides() -> None:
    text = "::: card {#k}\nHow?\n\n- a\n- b\n\n***\n\n```text\nc\n```\n:::"
    [card] = cards(text)
    assert card.face.prompt.text == "How?\na\nb"
    assert "<li>" in card.face.prompt.html
    assert card.face.answer.text == "c"


def test_a_card_of_blocks_is_shown_with_its_first_line_asked() -> None:
    assert asked('::: card {#k ask="Which?"}\na\n***\nb\n:::') == ["k.answer: Which? a -> b"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("::: card\na\n:::", ["1:1: this card has no answer"]),
        ("::: card\na\n***\nb", ["1:1: this card is not closed"]),
        ("::: card\n***\nb\n:::", ["1:1: the prompt of this card is empty"]),
        ("::: card\na\n***\n:::", ["1:1: the answer of this card is empty"]),
        ("::: cart\na\n:::", ["1:1: there is no container 'cart'"]),
        ('::: card {#k ask="}\na\n***\nb\n:::', ["1:1: these braces cannot be read"]),
        ("> ::: cart\n> a\n> :::", ["1:3: there is no container 'cart'"]),
    ],
)
def test_a_broken_card_of_blocks_is_an_error(text: str, found: list[str]) -> None:
    assert errors(text) == found


def test_marks_inside_a_card_make_no_cards() -> None:
    assert asked("::: card {#k}\na ==b==\n***\nc\n:::") == ["k.answer: a b -> c"]


def test_python_inside_a_card_is_read_too() -> None:
    assert errors("::: card {#k}\na\n***\n```python\n(\n```\n:::") == [
        "5:1: this is not Python: '(' was never closed"
    ]


def test_a_card_in_a_quote_is_closed_there() -> None:
    assert asked("> ::: card {#k}\n> a\n> ***\n> b\n> :::") == ["k.answer: a -> b"]


def test_a_quote_below_a_card_explains_it() -> None:
    [note] = read("::: card {#k}\na\n***\nb\n:::\n\n> Why.").notes
    assert note.explanation is not None
