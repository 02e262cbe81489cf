"""The lines at a lesson's head: three fields of text, and every slip located."""

import pytest

from tests.lessons.examples import codes, errors, read

CANNOT = "the front matter cannot be read"


def test_the_fields_are_read() -> None:
    lesson = read("---\nid: a-b\ntitle: 'A: b'\nsummary: |\n  One\n  line.\n---\n==a==")
    assert (lesson.id, lesson.title, lesson.summary) == ("a-b", "A: b", "One line.")
    assert lesson.notes[0].line == 8


@pytest.mark.parametrize("value", ["yes", "1", "2025-01-01", "~", "null", "0x1f"])
def test_every_value_stays_text(value: str) -> None:
    assert read(f"---\ntitle: {value}\n---\n").title == value


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("---\ntitle: a", "1:1: the front matter is not closed"),
        ("---\ntitle: a: b\n---", f"2:9: {CANNOT}: mapping values are not allowed in this context"),
        ("---\n- a\n---", "2:1: the front matter is not a list of fields"),
        ("---\ntext\n---", "2:1: the front matter is not a list of fields"),
        ("---\ntitle: a\ntags: b\n---", "3:1: the front matter has no field 'tags'"),
        ("---\ntitle: a\ntitle: b\n---", "3:1: title is given twice"),
        ("---\ntitle: [a]\n---", "2:1: title is not text"),
        ("---\ntitle: {a: b}\n---", "2:1: title is not text"),
        ("---\ntitle: &a [*a]\n---", "2:1: title is not text"),
        ("---\ntitle: &a b\nsummary: *a\n---", "3:1: summary is not text"),
        ("---\nid: A b\n---", "2:1: 'A b' cannot be an id"),
        ("---\n? [a]\n: b\n---", "2:3: the front matter has no field ''"),
        ("---\na: b\n--- {d: e}\n---", f"2:1: {CANNOT}"),
        ("---\n" + "a: " * 4_000 + "\n---", f"2:1: {CANNOT}"),
    ],
)
def test_a_slip_is_located(head: str, found: str) -> None:
    assert errors(head + "\n") == [found]


@pytest.mark.parametrize("head", ["---\n---", "---\n\n# only a comment\n---", "--- \nid: a\n---\t"])
def test_little_is_enough(head: str) -> None:
    assert not errors(head + "\n\na\n")


def test_a_lesson_without_a_title_is_warned_of_and_named_after_its_file() -> None:
    lesson = read("==a==")
    assert "untitled" in {problem.code for problem in lesson.problems}
    assert (lesson.id, lesson.title) == ("a", "a")
    assert codes("---\ntitle: a\n---\n") == []


def test_the_id_is_made_of_the_title() -> None:
    assert read("---\ntitle: Über uns!\n---\n").id == "uber-uns"
