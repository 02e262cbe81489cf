"""`==answer==`: where a mark opens and closes, what it hides, and what it leaves alone."""

import pytest

from tests.lessons.examples import asked, errors


@pytest.mark.parametrize(
    ("written", "prompt", "answer"),
    [
        ("A ==b== c.", "A […] c.", "b"),
        ("A ==1:b== c.", "A […] c.", "b"),
        ("A ==1: b== c.", "A […] c.", "b"),
        ("A ==b :: hint== c.", "A [hint] c.", "b"),
        ("A ==b :: two :: hint== c.", "A [hint] c.", "b :: two"),
        ("A ==1:b :: *h* & `i`== c.", "A [*h* & `i`] c.", "b"),
        ("==std::vector== x", "[…] x", "std::vector"),
        ("==a[::2]== x", "[…] x", "a[::2]"),
        ("==`a :: b`== x", "[…] x", "a :: b"),
        ("==`a == b`== x", "[…] x", "a == b"),
        ("==`` ` == ``== x", "[…] x", "` =="),
        ("`==a==` ==b==", "==a== […]", "b"),
        (r"==a\=\=b== x", "[…] x", "a==b"),
        (r"==3\:1== x", "[…] x", "3:1"),
        (r"==1:3\:1== x", "[…] x", "3:1"),
        (r"==a \:: b== x", "[…] x", "a :: b"),
        (r"\==a== ==b==", "==a== […]", "b"),
        ("==**a** *b*== x", "[…] x", "a b"),
        ("**==a==** x", "[…] x", "a"),
        ("==[a](https://b.org)== x", "[…] x", "a"),
        ("==$x = y$== x", "[…] x", "x = y"),
        ("a ==two\nlines== b", "a […] b", "two lines"),
        ("==a=b== x", "[…] x", "a=b"),
        ("x == y and ==z==", "x == y and […]", "z"),
        ("==é🙂日== x", "[…] x", "é🙂日"),
        ("==a &amp; b== x", "[…] x", "a & b"),
        ("==-1== x", "[…] x", "-1"),
        ("==1:30 h== x", "[…] x", "30 h"),
    ],
)
def test_a_mark_hides_its_answer(written: str, prompt: str, answer: str) -> None:
    assert asked(written + " {#k}") == [f"k.1: {prompt} -> {answer}"]


def test_amounts_of_money_are_no_formula() -> None:
    assert asked("Price ==1:$5== to ==2:$6==. {#k}") == [
        "k.1: Price […] to $6. -> $5",
        "k.2: Price $5 to […]. -> $6",
    ]
    assert asked("Costs ==$5== and **$6** more. {#k}") == ["k.1: Costs […] and $6 more. -> $5"]
    assert [line.rpartition("> ")[2] for line in asked("A ==$5== and ==$x== {#k}")] == ["$5", "$x"]
    assert asked("From ==5$== to ==6$==. {#k}")[0] == "k.1: From […] to 6$. -> 5$"
    assert asked("From ==$5== or $ 6 :: 7. {#k}") == ["k.1: From […] or $ 6 :: 7. -> $5"]


def test_a_formula_closes_no_mark() -> None:
    assert asked(r"==$a == b$== x {#k}") == ["k.1: […] x -> a == b"]
    assert asked(r"==$$a == b$$== x {#k}") == ["k.1: […] x -> a == b"]
    assert asked(r"==$\text{\$} == b$== x {#k}") == [r"k.1: […] x -> \text{\$} == b"]


def test_marks_with_one_number_are_hidden_together() -> None:
    assert asked("==1:a== ==2:b== ==1:c== ==1:a== {#k}") == [
        "k.1: […] b […] […] -> a · c",
        "k.2: a […] c a -> b",
    ]


def test_marks_without_numbers_get_them_in_order() -> None:
    assert asked("==a== ==b== {#k}") == ["k.1: […] b -> a", "k.2: a […] -> b"]


@pytest.mark.parametrize(
    ("written", "places"),
    [
        ("a ==b", ["1:3"]),
        ("a ==b ==", ["1:3"]),
        ("a\n==b\nc", ["2:1"]),
        ("> a ==b", ["1:5"]),
        ("- x\n  - a ==b", ["2:7"]),
        ("| a |\n|---|\n| x ==b |", ["3:5"]),
        ("> [!NOTE]\n> a ==b", ["2:5"]),
        (r"| a |" "\n|---|\n" r"| \| ==b |", ["3:6"]),
        ("==`b==`", ["1:1"]),
    ],
)
def test_a_mark_that_is_not_closed_is_an_error(written: str, places: list[str]) -> None:
    what = "a mark is opened here and not closed in this block"
    assert [error for error in errors(written) if what in error] == [f"{p}: {what}" for p in places]


@pytest.mark.parametrize("written", ["a == b", "a ==", "a === b", "`==a`", r"\==a", "$a==b$"])
def test_what_opens_no_mark_is_no_error(written: str) -> None:
    assert not errors(written)


def test_an_empty_answer_is_an_error() -> None:
    assert errors("a ==1:== b") == ["1:1: the answer of this card is empty"]
