"""The lesson examples of the documentation, and the cards that they are said to give.

`python -m tests.docs.lessons` writes down what they do give, to be read before it is committed.
"""

import re

from app.core.cards import cards_of
from app.lessons.lesson import Lesson
from app.lessons.parse import Surroundings, parse_lesson
from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "lesson-format.md"
EXAMPLE = re.compile(r"(?ms)^````markdown\n(?P<lesson>.*?)^````\n\n```cards\n(?P<cards>.*?)^```$")


def lesson_of(text: str) -> Lesson:
    return parse_lesson("example.md", text.encode(), Surroundings())


def cards_in(text: str) -> str:
    """A card a line: its name within the course, what is asked, and the answer."""
    cards = [card for note in lesson_of(text).notes for card in cards_of("", note)]
    return "".join(
        f"{card.id[1:]}    {_line(card.face.prompt.text)} → {_line(card.face.answer.text)}\n"
        for card in cards
    )


def _line(text: str) -> str:
    return " ⏎ ".join(line.strip() for line in text.splitlines() if line.strip())


def as_generated(text: str) -> str:
    return EXAMPLE.sub(
        lambda found: (
            f"````markdown\n{found['lesson']}````\n\n```cards\n{cards_in(found['lesson'])}```"
        ),
        text,
    )


if __name__ == "__main__":
    PAGE.write_text(as_generated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
