"""Tables: under `.cards` a note for each row, asked column by column."""

import pytest

from tests.lessons.examples import asked, cards, errors, read

TWO = "| A | B |\n|---|---|\n| x {#k} | y |"
THREE = "| A | B | C |\n|---|---|---|\n| x {#k} | y | z |"


def test_each_other_cell_is_asked_with_its_columns_head() -> None:
    assert asked("{.cards}\n" + TWO) == ["k.c2: B x -> y"]
    assert asked("{.cards}\n" + THREE) == ["k.c2: B x -> y", "k.c3: C x -> z"]


def test_ask_words_the_question() -> None:
    assert asked('{.cards ask="Who?"}\n' + TWO) == ["k.c2: Who? x -> y"]
    assert asked('{.cards ask="Who?"}\n' + THREE) == [
        "k.c2: Who? B x -> y",
        "k.c3: Who? C x -> z",
    ]


def test_the_tables_date_holds_for_each_row_without_its_own() -> None:
    rows = "{.cards as-of=2025}\n" + TWO + "\n| z {#l as-of=2026-01} | w |"
    assert [card.note.as_of for card in cards(rows)] == ["2025", "2026-01"]


def test_both_ways_of_two_columns() -> None:
    there, back = cards("{.cards .both}\n" + TWO)
    assert (back.id, back.face.prompt.text, back.face.answer.text) == ("c.k.c1", "A y", "x")
    assert (there.waits_for, back.waits_for) == (None, "c.k.c2")


def test_both_ways_of_more_columns_mean_nothing() -> None:
    what = ".both has no meaning for a table of more than two columns"
    assert errors("{.cards .both}\n" + THREE) == [f"4:3: {what}"]


def test_one_column_makes_no_cards() -> None:
    what = ".cards has no meaning for a table of one column"
    assert errors("{.cards}\n| A |\n|---|\n| x |") == [f"2:1: {what}"]


def test_a_bar_in_a_cell_is_written_with_a_backslash() -> None:
    assert asked("{.cards}\n| A | B |\n|---|---|\n| x {#k} | `a \\| b` |") == ["k.c2: B x -> a | b"]


def test_a_cell_too_many_is_an_error() -> None:
    what = "this row has more cells than the table's head"
    assert errors("| A | B |\n|---|---|\n| x | y | z |") == [f"3:11: {what}"]


@pytest.mark.parametrize("cell", ["", "{#k}"])
def test_an_empty_side_is_an_error(cell: str) -> None:
    assert errors(f"{{.cards}}\n| A | B |\n|---|---|\n| {cell or 'x'} | |") != []


def test_an_empty_answer_is_named() -> None:
    assert errors("{.cards}\n| A | B |\n|---|---|\n| x | |") == [
        "4:3: the answer of this card is empty"
    ]


@pytest.mark.parametrize("cell", ["", "{#k}", "{#k .both}"])
def test_a_row_that_is_about_nothing_is_an_error(cell: str) -> None:
    [error] = errors(f"{{.cards}}\n| A | B |\n|---|---|\n| {cell} | y |")
    assert error.startswith("4:")
    assert error.endswith(": the prompt of this card is empty")
    assert errors("{.cards}\n" + THREE + f"\n| {cell.replace('k', 'l')} | | z |") != []


def test_attributes_stand_in_the_first_cell_only() -> None:
    assert errors("| A | B |\n|---|---|\n| x | ==y== {#k} |") == [
        "3:13: no block takes these attributes here"
    ]


def test_a_table_without_a_class_is_prose() -> None:
    section = read("| A | B |\n|---|---|\n| x | y |").sections[0]
    assert not section.notes
    assert section.passages[0].text == "A\nB\nx\ny"


def test_the_line_stands_just_above_its_table() -> None:
    what = "this {…} line belongs to no table or list"
    assert errors("{.cards}\n\n" + TWO) == [f"1:1: {what}"]
    assert errors("{.cards}\nText") == [f"1:1: {what}"]
    assert errors("Text\n{.cards}\n" + TWO) == [
        "2:1: this {…} line is swallowed by the paragraph above it"
    ]


def test_the_key_of_a_table_is_an_address() -> None:
    assert 'id="fact-t"' in read("{#t .cards}\n" + TWO).sections[0].html


def test_a_quote_below_explains_each_row() -> None:
    [note] = read("{.cards}\n" + TWO + "\n\n> Why.").notes
    assert note.explanation is not None


def test_alignment_becomes_a_class() -> None:
    html = read("| A |\n|--:|\n| x |").sections[0].html
    assert 'class="right"' in html
    assert "style" not in html
