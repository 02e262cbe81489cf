"""A numbered question with a task list under it."""

import pytest

from tests.lessons.examples import asked, cards, codes, errors, read

QUESTION = "1. Which? {#k}\n   - [ ] no — not this\n   - [x] yes\n     > Because.\n   > It is so."


def test_the_right_option_is_the_answer() -> None:
    assert asked(QUESTION) == ["k.choice: Which? -> yes"]


def test_each_option_has_its_reason_and_the_question_its_explanation() -> None:
    [note] = read(QUESTION).notes
    assert [option.side.text for option in note.options] == ["no", "yes"]
    assert [option.right for option in note.options] == [False, True]
    assert [option.why and option.why.text for option in note.options] == ["not this", "Because."]
    assert note.explanation is not None
    assert note.explanation.text == "It is so."


def test_a_reason_behind_a_dash_and_one_in_a_quote_are_joined() -> None:
    [note] = read("1. W?\n   - [x] a — *one*\n     > two\n   - [ ] b").notes
    why = note.options[0].why
    assert why is not None
    assert why.text == "one two"
    assert why.html == "<em>one</em>\n<p>two</p>"


def test_several_right_options_are_the_answer_together() -> None:
    assert asked("1. Which? {#k}\n   - [x] a\n   - [X] b\n   - [ ] c") == [
        "k.choice: Which? -> a; b"
    ]


def test_slugs_are_made_of_the_words_and_differ() -> None:
    [note] = read("1. Which?\n   - [x] A b!\n   - [ ] a B\n   - [ ] ==").notes
    assert [option.slug for option in note.options] == ["a-b", "a-b-2", "option"]


def test_a_question_may_hold_code_before_its_options() -> None:
    text = "1. What is this? {#k}\n\n   ```c\n   int x;\n   ```\n\n   - [x] a\n   - [ ] b"
    assert asked(text) == ["k.choice: What is this?\nint x; -> a"]


def test_a_dash_within_code_or_stress_parts_nothing() -> None:
    [note] = read("1. Which?\n   - [x] `a — b` *c — d*\n   - [ ] x").notes
    assert note.options[0].side.text == "a — b c — d"


def test_each_question_of_a_list_is_a_card() -> None:
    assert asked("1. A? {#a}\n   - [x] x\n   - [ ] y\n2. B? {#b}\n   - [x] x\n   - [ ] y") == [
        "a.choice: A? -> x",
        "b.choice: B? -> x",
    ]


def test_options_may_be_numbered() -> None:
    assert asked("1. A? {#a}\n   1. [x] x\n   2. [ ] y") == ["a.choice: A? -> x"]


STRAY = "these options belong to no question"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. W?\n   - [ ] a\n   - [ ] b", ["1:4: no option is right"]),
        ("1. W?\n   - [x] a", ["1:4: there is nothing to choose"]),
        ("1. W?\n   - [x] a\n   - [ ] a", ["3:10: the option 'a' stands here twice"]),
        ("1. W?\n   - [x] a\n   - b", ["3:1: this option has no box", "1:4: there is nothing"]),
        ("1. W?\n   - [x] a\n   - [ ] b\n     - [ ] c", [f"4:1: {STRAY}"]),
        ("1. W?\n   - [x] a\n   - [ ] b\n\n     c", ["5:1: an option has no room for this"]),
        ("1. W?\n   - [x] a\n   - [ ] — c", []),
        ("- [ ] a\n- [x] b", [f"1:1: {STRAY}"]),
        ("1. W?\n\n- [ ] a\n- [x] b", [f"3:1: {STRAY}"]),
        ("- W?\n  - [ ] a\n  - [x] b", [f"2:1: {STRAY}"]),
        ("1. [ ] a\n2. [x] b", [f"1:1: {STRAY}"]),
        ("> - [x] b", [f"1:1: {STRAY}"]),
    ],
)
def test_a_broken_question_is_located(text: str, found: list[str]) -> None:
    got = errors(text)
    assert len(got) >= len(found)
    for what in found:
        assert any(error.startswith(what) for error in got), got


@pytest.mark.parametrize("box", ["[ ]", "[ ] ", "[x]", "[X]"])
def test_a_box_with_nothing_behind_it_is_an_empty_option(box: str) -> None:
    assert errors(f"1. W?\n   - [x] a\n   - [ ] b\n   - {box}") == ["4:6: this option is empty"]


def test_a_list_of_bare_boxes_is_a_task_list() -> None:
    assert errors("- [ ]\n- [x]") == [f"1:1: {STRAY}"]
    assert "2:6: this option is empty" in errors("1. W?\n   - [ ]\n   - [x]")
    assert not errors("{.prose}\n- [ ]\n- [x]")


def test_a_question_without_explanation_is_warned_of_unless_allowed() -> None:
    text = "1. Which? {#k%s}\n   - [x] a\n   - [ ] b"
    assert codes(text % "") == ["no-explanation"]
    assert codes(text % " allow=no-explanation") == []


def test_a_question_is_closed_where_it_says_so() -> None:
    assert read("1. Which? {#k .closed}\n   - [x] a\n   - [ ] b").notes[0].closed


def test_a_list_of_tasks_may_be_prose() -> None:
    assert not errors("{.prose}\n- [ ] a\n- [x] b")
    assert not cards("1. Do: {.prose}\n   - [ ] a\n   - [x] b")


def test_what_follows_the_options_is_read_and_shown() -> None:
    text = "1. W? {#k}\n   - [x] a\n   - [ ] b\n\n   More ==c==. {#m}\n\n   > Not its explanation."
    lesson = read(text)
    assert [note.key for note in lesson.notes] == ["k", "m"]
    assert "More c." in lesson.sections[0].html


def test_the_answer_waits_behind_a_summary_on_the_page() -> None:
    html = read(QUESTION).sections[0].html
    assert html.index("<details") < html.index("Because.")
    assert "checkbox" not in html
