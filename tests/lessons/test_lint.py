"""Warnings: each with its code, where the note begins, and silenced by its block alone."""

import pytest

from app.lessons.course import judge_together
from app.lessons.lint import CODES
from app.lessons.parse import Surroundings
from tests.lessons.examples import codes, problems, read

AROUND = Surroundings("Rivers of Europe")


def question(right: str, others: list[str], at: int = 0) -> str:
    options = [f"   - [ ] {other}" for other in others]
    options.insert(at, f"   - [x] {right}")
    return "1. Which?\n" + "\n".join(options) + "\n   > Why.\n\nText between.\n\n"


CASES = {
    "long-answer": "So ==a b c d e f g h i j k l m==.{}",
    "answer-in-prompt": "The Danube is called the ==danube== there.{}",
    "dated": "The latest of them is ==X==.{}",
    "no-explanation": "1. Which?{}\n   - [x] a\n   - [ ] b",
}


@pytest.mark.parametrize("code", CASES)
def test_a_warning_is_given_and_allowed(code: str) -> None:
    assert codes(CASES[code].format("")) == [code]
    assert codes(CASES[code].format(f" {{allow={code}}}")) == []
    assert codes(CASES[code].format(" {allow=unkeyed}")) == [code]


def test_it_stands_in_the_line_where_the_note_begins() -> None:
    assert problems("Text.\n\nMore:\n\n- " + CASES["dated"].format("")) == [
        "5:1: dated: 'latest' will not stay true"
    ]


def test_twelve_words_are_not_too_many() -> None:
    assert codes("So ==a b c d e f g h i j k l==.") == []


def test_the_title_of_the_course_gives_an_answer_away() -> None:
    assert codes("It lies in ==Europe==.", AROUND) == ["answer-in-prompt"]
    assert codes("It lies in ==Asia==.", AROUND) == []


def test_little_words_give_nothing_away() -> None:
    assert codes("It is with them ==with a key==.") == []


def test_a_dated_fact_may_say_since_when() -> None:
    assert codes("The latest of them is ==X==. {as-of=2025-01}") == []
    assert codes("The latest text.") == ["dated"]
    assert codes("The latest text. {as-of=2025}") == []
    assert codes("The latest text. {allow=dated}") == []
    assert codes("```\nlatest = 1\n```") == []


@pytest.mark.parametrize(
    "text",
    [
        "A ==b== c.{}\n> It is the latest.",
        "Q: a\nA: b{}\n\n> It is the latest.",
        "1. W?{}\n   - [x] a\n   - [ ] the latest\n   > Why.",
        "1. W?{}\n   - [x] a\n   - [ ] b — the latest\n   > Why.",
        "1. W?{}\n   - [x] a\n   - [ ] b\n   > The latest.",
    ],
)
def test_all_that_is_shown_of_a_note_may_be_dated(text: str) -> None:
    assert codes(text.format("")) == ["dated"]
    assert codes(text.format(" {allow=dated}")) == []
    assert codes(text.format(" {as-of=2025}")) == []


@pytest.mark.parametrize("text", ["# The latest", "Text.\n\n## The latest\n\nMore."])
def test_a_heading_may_be_dated(text: str) -> None:
    assert codes(text) == ["dated"]


def test_right_options_that_stand_out_are_warned_of() -> None:
    lengths = [question("the longest", ["a", "b"], at) for at in (0, 1, 2)]
    assert codes("".join(lengths)) == ["longest-right"]
    places = [question("a", ["b", "longer"]) for _ in range(3)]
    assert codes("".join(places)) == ["same-place"]
    assert codes("".join(lengths[:2])) == []


def test_one_prompt_with_two_answers_is_warned_of_across_lessons() -> None:
    one, other = read("A ==b==."), read("A  ==c==.")
    judged, _ = judge_together([one])
    assert "same-prompt" not in {p.code for p in judged[0].problems}
    lesson = read("A ==b==.\n\nA  ==c==.")
    [both], _ = judge_together([lesson])
    assert [p.line for p in both.problems if p.code == "same-prompt"] == [3]
    assert other.notes[0].faces[0].answer.text == "c"


def test_every_code_is_known() -> None:
    assert set(CASES) < CODES
