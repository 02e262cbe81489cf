"""Courses of so many facts, one card each, for learners who have come some way."""

from collections.abc import Iterable
from pathlib import Path

from app.library.shelf import Library
from app.services.build_library import build_library

LEVELS = """
[[levels]]
title = "Layer Novice"
xp = 0

[[levels]]
title = "Shape Watcher"
xp = 100
"""


def write_numbered(content: Path, course: str = "keras", facts: int = 30) -> None:
    folder = content / course
    folder.mkdir(parents=True)
    title = f'title = "{course.title()}"\nsummary = "All about {course}."\n'
    (folder / "course.toml").write_text(title + LEVELS)
    lines = (f"The word number {n} is ==word {n}==. {{#k{n:03}}}\n" for n in range(facts))
    head = "---\nid: words\ntitle: Words\n---\n\n## Words\n\n"
    (folder / "01-words.md").write_text(head + "\n".join(lines))


def numbered_library(folder: Path, facts: int = 30, courses: Iterable[str] = ("keras",)) -> Library:
    (folder / "content").mkdir(exist_ok=True)
    for course in courses:
        write_numbered(folder / "content", course, facts)
    build_library(folder / "content", folder / "library.db")
    return Library(folder / "library.db")


def cards(first: int, last: int, course: str = "keras") -> list[str]:
    return [f"{course}.k{number:03}.1" for number in range(first, last)]
