"""`{#key .class name="value"}`: how it is written, where it stands, and what is an error."""

import pytest

from app.lessons.attributes import read_attributes
from tests.lessons.examples import asked, cards, codes, errors, read


def read_one(text: str) -> tuple[str, set[str], dict[str, str]]:
    found = read_attributes(text, 0)
    assert found is not None
    assert found[1] == len(text)
    return found[0].key, set(found[0].classes), found[0].values


@pytest.mark.parametrize(
    ("text", "key", "classes", "values"),
    [
        ("{#a}", "a", set(), {}),
        ("{ #a-1 .both  .prose }", "a-1", {"both", "prose"}, {}),
        ("{#a.both}", "a.both", set(), {}),
        ('{ask="Which?"}', "", set(), {"ask": "Which?"}),
        ("{of=b as-of=2025}", "", set(), {"of": "b", "as-of": "2025"}),
        (r'{ask="a \"b\" \| \\ {c}"}', "", set(), {"ask": r'a "b" | \ {c}'}),
        ('{ask=""}', "", set(), {"ask": ""}),
        (r'{hide="1:a\|b|2:c"}', "", set(), {"hide": r"1:a\|b|2:c"}),
    ],
)
def test_a_group_is_read(text: str, key: str, classes: set[str], values: dict[str, str]) -> None:
    assert read_one(text) == (key, classes, values)


@pytest.mark.parametrize("text", ["{}", "{a}", "{ a b }", "{1, 2}", "{{#a}}", "{#a", '{ask="}'])
def test_other_braces_are_text(text: str) -> None:
    assert read_attributes(text, 0) is None


@pytest.mark.parametrize(
    ("group", "what"),
    [
        ("{#A}", "'A' cannot be a key"),
        ("{#a_b}", "'a_b' cannot be a key"),
        ("{#a--b}", "'a--b' cannot be a key"),
        ("{#a #b}", "a second key, 'b'"),
        ("{#k .big}", "unknown class .big"),
        ("{#k asks=1}", "unknown attribute asks"),
        ("{#k ask=1 ask=2}", "ask is given twice"),
        ("{#k as-of=soon}", "as-of=soon is not a date"),
        ("{#k as-of=2025-13}", "as-of=2025-13 is not a date"),
        ("{#k .cards}", ".cards has no meaning here"),
        ("{#k .terms .both}", ".both and .terms have no meaning here"),
        ("{#k hide=a}", "hide= has no meaning here"),
        ("{#k allow=nothing}", "there is no warning 'nothing' to allow"),
        ('{#k ask="a}', "these braces cannot be read as attributes"),
        ("{#k ask=}", "these braces cannot be read as attributes"),
    ],
)
def test_a_slip_is_an_error_where_the_mark_stands(group: str, what: str) -> None:
    assert [error.partition(": ")[2] for error in errors(f"a ==b== {group}")] == [what]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A ==a== {#k", "1:9"),
        ('A ==a== {#k accept="x', "1:9"),
        ('A ==a== {#k accept="x} y', "1:9"),
        ("A ==a== {.prose\nmore", "1:9"),
        ("Text {as-of=2025", "1:6"),
        ("- a ==b== {#k", "1:11"),
        ("| a |\n|---|\n| ==x== {#k |", "3:9"),
        ("{.terms\n- **a** — b", "1:1"),
    ],
)
def test_braces_left_open_at_the_end_of_a_line_are_an_error(text: str, place: str) -> None:
    assert errors(text) == [f"{place}: these braces cannot be read as attributes"]


@pytest.mark.parametrize("text", ["a {x=1", "a {.5 b", "a { b", "{#a b} c", "`{#k`", r"a \{#k"])
def test_other_open_braces_are_text(text: str) -> None:
    assert not errors(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a ==b== {#k .big}", "1:9"),
        ("a\n==b==\nc {#k .big}", "3:3"),
        ("> - a ==b== {#k .big}", "1:13"),
        ("Q: a\nA: b {#k .big}", "2:6"),
        ("Q: a {#k .big}\nA: b", "1:6"),
        ("1. Which? {#k .big}\n   - [x] a\n   - [ ] b", "1:11"),
        ("{.terms}\n- **a** — b {#k .big}", "2:13"),
        ("{.cards}\n| A | B |\n|---|---|\n| x {#k .big} | y |", "4:5"),
        ("| A | B |\n|---|---|\n| x {#k .big} | ==y== |", "3:5"),
        ("```text {#k .big}\na\n```", "1:9"),
        ("::: card {#k .big}\na\n***\nb\n:::", "1:10"),
        ("> {.terms .big}\n> - **a** — b", "1:3"),
        ("Text\nand {as-of=2025 .big}", "2:5"),
    ],
)
def test_a_slip_is_located_at_its_braces(text: str, place: str) -> None:
    assert errors(text) == [f"{place}: unknown class .big"]


def test_what_is_allowed_at_the_end_counts_from_the_blocks_first_line() -> None:
    assert codes("The latest\n==b== {#k allow=dated}") == []
    assert codes("Q: The latest?\nA: b {#k allow=dated}") == []


def test_a_swallowed_line_is_an_error() -> None:
    what = "this {…} line is swallowed by the paragraph above it"
    assert errors("a ==b==\n{#k}") == [f"2:1: {what}"]
    assert errors("> a\n> {.terms}\n> - b") == [f"2:3: {what}"]


def test_a_line_of_its_own_belongs_to_the_block_below() -> None:
    what = "this {…} line belongs to no table or list"
    for text in ("{#k}\n\n- a", "{#k}\na", "{#k}", "{#k}\n## a", "{#k}\n{#l}\n- a"):
        assert errors(text) == [f"1:1: {what}"]


@pytest.mark.parametrize(
    ("text", "place"),
    [("a {#k} b", "1:3"), ("*a {#k}*", "1:4"), ("==a {#k}==", "1:5"), ("## a {#k}", "1:6")],
)
def test_attributes_within_the_text_are_an_error(text: str, place: str) -> None:
    assert errors(text) == [f"{place}: no block takes these attributes here"]


@pytest.mark.parametrize("text", [r"\{#k}", "`{#k}`", "a {b} c", "f{x} = {1, 2}", "$\\frac{a}{b}$"])
def test_braces_may_be_text(text: str) -> None:
    assert not errors(text)


def test_attributes_are_shown_nowhere() -> None:
    html = read("a ==b== {#k}\n\n- c ==d== {#l}\n\nText {as-of=2025}").sections[0].html
    assert "{" not in html


def test_attributes_may_stand_behind_a_line_break() -> None:
    assert asked("a\n==b== {#k}") == ["k.1: a […] -> b"]


def test_one_key_stands_once() -> None:
    assert errors("==a== {#k}\n\n==b== {#k}") == ["3:1: the key 'k' stands in line 1 too"]


@pytest.mark.parametrize(
    ("line", "below", "what"),
    [
        ("{.terms .cards}", "- **a** — b", ".cards has no meaning here"),
        ("{.cards .forward}", "| a | b |\n|---|---|", ".forward has no meaning here"),
        ("{.terms accept=x}", "- **a** — b", "accept= has no meaning here"),
        ("{.cards of=b}", "| a | b |\n|---|---|", "of= has no meaning here"),
        ("{.both}", "- **a** — b", ".both has no meaning here"),
        ("{ask=Which}", "- a", "ask= has no meaning here"),
        ("{ask=Which}", "| a | b |\n|---|---|", "ask= has no meaning here"),
    ],
)
def test_a_line_above_says_nothing_that_is_not_heard(line: str, below: str, what: str) -> None:
    assert errors(f"{line}\n{below}") == [f"1:1: {what}"]


@pytest.mark.parametrize("below", ["- **a** — b", "1. **a** — b"])
def test_the_key_of_a_list_is_an_address(below: str) -> None:
    assert 'id="fact-k"' in read(f"{{#k .terms}}\n{below}").sections[0].html


def test_a_line_above_allows_a_warning_in_all_that_it_speaks_of() -> None:
    text = "{.terms%s}\n- **Latest** — x\n- **A** — the latest"
    assert [p.code for p in read(text % "").problems].count("dated") == 2
    assert "dated" not in [p.code for p in read(text % " allow=dated").problems]


def test_other_spellings_count_for_one_answer_only() -> None:
    there, back = cards("{.terms}\n- **A** — b {#k .both accept=Ah}")
    assert (there.accept, back.accept) == (("Ah",), ())
    what = "accept= would count for several answers"
    assert errors("==1:a== and ==2:b== {#k accept=x}") == [f"1:1: {what}"]
