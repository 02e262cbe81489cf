"""A cloze: one card a number, in a paragraph, an item, a callout or a table's row."""

import pytest

from tests.lessons.examples import asked, cards, errors, locked, read


@pytest.mark.parametrize(
    "written",
    [
        "a ==b== {#k}",
        "- a ==b== {#k}",
        "1. a ==b== {#k}",
        "- x\n\n  a ==b== {#k}",
        "- x\n  - a ==b== {#k}",
        "> a ==b== {#k}",
        "> - a ==b== {#k}",
        "> [!TIP]\n> a ==b== {#k}",
    ],
)
def test_a_cloze_may_stand_in(written: str) -> None:
    assert asked(written) == ["k.1: a […] -> b"]


def test_ask_stands_above_the_prompt() -> None:
    [card] = cards('a ==b== {#k ask="Which <letter>?"}')
    assert card.face.prompt.text == "Which <letter>? a […]"
    assert card.face.prompt.html.startswith('<p class="ask">Which &lt;letter&gt;?</p><p>a ')


def test_accept_of_and_as_of_are_kept() -> None:
    [note] = read('a ==b== {#k accept="B; \\"b\\" ;" of=other as-of=2025-01}').notes
    assert (note.accept, note.same_fact_as, note.as_of) == (("B", '"b"'), "other", "2025-01")


def test_a_row_with_a_mark_is_a_note_shown_under_the_tables_head() -> None:
    assert asked("| Layer | By |\n|---|---|\n| top {#k} | ==TCP== |\n| low | UDP |") == [
        "k.1: Layer: top · By: […] -> TCP"
    ]


def test_a_mark_may_stand_in_the_first_cell_and_beside_bars() -> None:
    assert asked("| A | B |\n|---|---|\n| ==1:x \\| y== {#k} | z \\| ==2:w== |") == [
        "k.1: A: […] · B: z | w -> x | y",
        "k.2: A: x | y · B: z | […] -> w",
    ]


def test_a_mark_in_a_heading_or_a_tables_head_is_an_error() -> None:
    assert errors("## A ==b==") == ["1:4: a mark in a heading makes no card"]
    assert errors("| a | ==b== |\n|---|---|\n| c | d |") == [
        "1:7: a mark in a table's head makes no card"
    ]


@pytest.mark.parametrize("line", ["===", "---"])
def test_a_line_that_makes_a_heading_of_a_mark_is_named(line: str) -> None:
    assert errors(f"a ==b==\n{line}") == [f"1:1: the line {line} under it makes this a heading"]


def test_a_number_above_the_next_free_one_is_an_error() -> None:
    assert errors("==1:a== ==3:b== {#k}") == ["1:11: the number 3 is above the next free one, 2"]
    assert errors("==2:a== {#k}") == ["1:3: the number 2 is above the next free one, 1"]
    assert errors("==0:a== {#k}") == ["1:3: a mark has the number 0"]


def test_a_number_that_was_used_stays_free_to_return() -> None:
    around = locked("k cloze 1 2 3")
    assert not errors("==1:a== ==3:b== {#k}", around)
    assert not errors("==4:a== {#k}", around)
    assert errors("==5:a== {#k}", around) == ["1:3: the number 5 is above the next free one, 4"]


def test_a_new_mark_gets_a_number_that_was_never_used() -> None:
    lesson = read("==1:a== ==b== {#k}", locked("k cloze 1 2"))
    assert [face.part for face in lesson.notes[0].faces] == ["1", "3"]


def test_several_marks_without_a_number_where_one_is_known_are_an_error() -> None:
    assert errors("==a== ==b== {#k}", locked("k cloze 1")) == [
        "1:3: no mark has a number, where 1 is known already"
    ]
    assert not errors("==a== {#k}", locked("k cloze 1"))


@pytest.mark.parametrize(("known", "listed"), [("1 2", "1 and 2"), ("2", "2")])
def test_a_lone_mark_without_a_number_where_others_are_known_is_an_error(
    known: str, listed: str
) -> None:
    what = f"no mark has a number, where {listed} is known already"
    assert errors("==a== {#k}", locked(f"k cloze {known}")) == [f"1:3: {what}"]
    assert errors('```text {#k hide="a"}\na\n```', locked(f"k code {known}")) == [f"1:19: {what}"]
    assert not errors("==2:a== {#k}", locked(f"k cloze {known}"))


def test_a_note_hides_no_more_than_twenty_numbers_and_a_hundred_marks() -> None:
    def numbers(count: int) -> str:
        return " ".join(f"=={n}:a{n}==" for n in range(1, count + 1)) + " {#k}"

    assert len(cards(numbers(20))) == 20
    assert errors(numbers(21)) == ["1:3: this note hides too much"]
    assert len(cards("==1:a== " * 100 + "{#k}")) == 1
    assert errors("==1:a== " * 101 + "{#k}") == ["1:3: this note hides too much"]


def test_prose_makes_no_card() -> None:
    assert not cards("a ==b== {.prose}")
