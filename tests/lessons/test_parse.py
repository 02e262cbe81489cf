"""Sections, passages, quotes and precedence: what a lesson is made of as a whole."""

import pytest

from app.lessons.lesson import Lesson
from tests.lessons.examples import CONTENT, EVERYTHING, asked, cards, errors, read


def explained(text: str) -> list[str | None]:
    return [note.explanation and note.explanation.text for note in read(text).notes]


@pytest.mark.parametrize(
    "text",
    [
        "==a==\n> why",
        "==a==\n\n> why",
        "- ==a==\n  > why",
        "- ==a==\n\n  > why",
        "> ==a==\n>\n> > why",
        "> [!NOTE]\n> ==a==\n> > why",
        "Q: a\nA: b\n> why",
        "{.terms}\n- **T** — m\n  > why",
    ],
)
def test_a_quote_right_after_a_note_explains_it(text: str) -> None:
    assert errors(text) == []
    assert explained(text) == ["why"]


@pytest.mark.parametrize(
    "text", ["==a==\n\nText.\n\n> why", "- ==a==\n\n> why", "Text.\n> why", "> ==a==\n\nb\n> why"]
)
def test_any_other_quote_is_a_quote(text: str) -> None:
    assert all(why is None for why in explained(text))
    assert 'class="explanation"' not in read(text).sections[0].html


def test_a_quote_after_a_list_or_a_quote_is_read_for_notes() -> None:
    assert asked("- ==a== {#a}\n\n> ==b== {#b}") == ["a.1: […] -> a", "b.1: […] -> b"]
    assert asked("> [!NOTE]\n> ==a== {#a}\n\n> ==b== {#b}") == ["a.1: […] -> a", "b.1: […] -> b"]


def test_marks_in_an_explanation_make_no_card() -> None:
    assert asked("==a== {#a}\n> ==b==") == ["a.1: […] -> a"]


def test_headings_of_two_levels_open_sections() -> None:
    lesson = read("Before.\n\n# A\n\n## B c\n\n### D\n\ntext\n\n## B c\n")
    assert [(s.anchor, s.title, s.line) for s in lesson.sections] == [
        ("section-start", "", 1),
        ("section-a", "A", 3),
        ("section-b-c", "B c", 5),
        ("section-b-c-2", "B c", 11),
    ]
    assert "<h3" in lesson.sections[2].html


def test_a_heading_is_not_on_the_front_of_a_card() -> None:
    [card] = cards("## Secret\n\n==a== b")
    assert "Secret" not in card.face.prompt.html + card.face.answer.html


def test_prose_is_found_where_it_stands() -> None:
    section = read("---\nid: a\n---\nOne\n\n- two\n\n### Three\n\n```c\nfour\n```").sections[0]
    assert [(p.anchor, p.line, p.text, p.is_code) for p in section.passages] == [
        ("line-4", 4, "One", False),
        ("line-6", 6, "two", False),
        ("line-8", 8, "Three", False),
        ("line-10", 10, "four", True),
    ]
    assert all(f'id="{passage.anchor}"' in section.html for passage in section.passages)


def test_a_note_can_be_linked_to() -> None:
    lesson = read(EVERYTHING)
    html = "".join(section.html for section in lesson.sections)
    for note in lesson.notes:
        assert html.count(f'id="fact-{note.key}"') == 1, note.key


def test_a_callout_is_titled_by_its_bold_beginning() -> None:
    titled = read("> [!NOTE]\n> **Mine** text").sections[0].html
    assert "Note" not in titled
    assert "Note" in read("> [!NOTE]\n> text").sections[0].html


def test_everything_is_sound() -> None:
    assert not errors(EVERYTHING)


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_the_lessons_that_come_with_drillbook_are_sound(path: object) -> None:
    lesson: Lesson = read(path.read_text("utf-8"))  # type: ignore[attr-defined]
    assert lesson.is_sound
    assert lesson.notes


def test_columns_are_right_however_deep() -> None:
    for before in ("", "- ", "> ", "> - ", "- > ", "1. ", "> [!TIP]\n> ", "- x\n  - "):
        text = f"{before}é ==a== *b* {{#k}} c"
        line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 13
        assert errors(text) == [f"{line}:{column}: no block takes these attributes here"], before


def test_a_callout_without_one_is_titled_by_its_kind() -> None:
    (section,) = read("> [!WARNING]\n> Mind the ==gap==. {#gap}").sections
    assert "<p><strong>Warning</strong></p>" in section.html


def test_a_formula_may_begin_a_paragraph_that_ends_in_a_digit() -> None:
    assert '<span class="math"' in read("$x$ was named in 1637").sections[0].html
