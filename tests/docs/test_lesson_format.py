"""The author's reference tells the truth: its examples, its messages and its codes."""

import re
from collections.abc import Iterable

import pytest

from app.lessons.attributes import CLASSES, NAMES
from app.lessons.lint import CODES
from tests.docs.errors import error_messages
from tests.docs.lessons import EXAMPLE, PAGE, cards_in, lesson_of
from tests.docs.pages import PAGES, ROOT, Fence, Page

TEXT = PAGE.read_text(encoding="utf-8")
SHOWN = list(EXAMPLE.finditer(TEXT))
LESSONS = [fence for page in PAGES for fence in page.fences("markdown")]


@pytest.mark.parametrize("fence", LESSONS, ids=str)
def test_every_lesson_shown_is_sound(fence: Fence) -> None:
    problems = [p for p in lesson_of(fence.text).problems if p.code not in ("unkeyed", "untitled")]
    assert not problems


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown["cards"].partition(".")[0])
def test_every_example_gives_the_cards_it_says(shown: re.Match[str]) -> None:
    assert cards_in(shown["lesson"]) == shown["cards"]


def test_every_example_of_the_reference_says_its_cards() -> None:
    assert len(SHOWN) == len(list(Page(PAGE).fences("markdown")))


def rows(heading: str) -> list[str]:
    section = TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| (?!(?:said|code|what) \|)(.+?) \| ", section, re.MULTILINE)


def test_every_attribute_has_its_line() -> None:
    known = {"#key"} | NAMES | {f".{name}" for name in CLASSES}
    assert {row.strip("`") for row in rows("Attributes") if row.startswith("`")} == known


def test_every_warning_has_its_line() -> None:
    assert {row.strip("`") for row in rows("Warnings")} == CODES


def test_every_error_has_its_line() -> None:
    listed = {message for row in rows("Errors") for message in row.split(" · ")}
    assert listed == set(error_messages(ROOT / "app" / "lessons"))


def nested(deep: int, kind: str) -> str:
    return (
        "> " * deep + "x" if kind == "quotes" else "".join(f"{'  ' * n}- x\n" for n in range(deep))
    )


def hiding(code: str) -> str:
    return f'```text {{#k hide="1:x"}}\n{code}\n```\n'


def marks(numbers: Iterable[int]) -> str:
    return " ".join(f"=={number}:word==" for number in numbers)


@pytest.mark.parametrize(
    ("limit", "at_the_limit", "beyond"),
    [
        ("a key | 64 characters", f"==x== {{#{'k' * 64}}}", f"==x== {{#{'k' * 65}}}"),
        ("lists within lists | 8", nested(8, "lists"), nested(9, "lists")),
        ("quotes within quotes | 16", nested(16, "quotes"), nested(17, "quotes")),
        ("a paragraph | 32 KiB", "word " * 6553, "word " * 6554),
        ("code that hides something | 32 KiB", hiding("x" * 32767), hiding("x" * 32768)),
        ("numbers in a note | 20", marks(range(1, 21)), marks(range(1, 22))),
        ("marks in a note | 100", marks([1] * 100), marks([1] * 101)),
        ("a lesson | 256 KiB", "word\n\n" * 43690, "word\n\n" * 43691),
        ("a formula | 4,000 characters", f"${'x' * 4000}$", f"${'x' * 4001}$"),
    ],
    ids=lambda text: text if " | " in text else "",
)
def test_every_limit_is_where_it_says(limit: str, at_the_limit: str, beyond: str) -> None:
    assert f"| {limit} |" in TEXT
    assert lesson_of(at_the_limit).is_sound
    assert not lesson_of(beyond).is_sound


def test_every_limit_is_tried() -> None:
    assert len(rows("Limits")) == 9
