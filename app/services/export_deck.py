"""Courses as Anki decks: what changed gets a new stamp, and nothing else does."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.anki.folder import read_lock, write_deck
from app.anki.media import CourseMedia
from app.anki.tracks import course_deck
from app.core.errors import DrillbookError
from app.lessons.problems import Problem, Severity
from app.services.read_lessons import Selection, read_lessons

UNKEYED = "unkeyed"


@dataclass(frozen=True, slots=True)
class ExportedDeck:
    path: str
    notes: int
    cards: int
    changed: int


@dataclass(frozen=True, slots=True)
class ExportReport:
    """A course with an error in it keeps the deck that it had; `problems` say why, and what
    endangers a learner's progress."""

    decks: tuple[ExportedDeck, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        return sum(problem.severity is Severity.ERROR for problem in self.problems)


def export_decks(
    courses: Sequence[Path], folder: Path, now: int, address: str = ""
) -> ExportReport:
    """`now` are seconds since 1970; `address` is where readers find the lessons."""
    decks: list[ExportedDeck] = []
    problems: list[Problem] = []
    for selection in read_lessons(courses):
        found = [p for p in selection.course.problems if p.code in ("", UNKEYED)]
        problems += found
        if not any(problem.severity is Severity.ERROR for problem in found):
            decks.append(_export(selection, folder, now, address))
    return ExportReport(tuple(decks), tuple(sorted(problems)))


def _export(selection: Selection, folder: Path, now: int, address: str) -> ExportedDeck:
    if selection.files:
        raise DrillbookError("a single lesson is no deck", "name its course")
    course = selection.course.text.course
    media = CourseMedia(course.id, selection.folder)
    deck = course_deck(course, selection.course.lessons, media.name, address)
    digests = deck.digests
    if not digests:
        what = f"{selection.folder.as_posix()}: the course has no cards"
        raise DrillbookError(what, "mark an answer in one of its lessons")
    before = read_lock(folder, course.id)
    lock = before.stamped(digests, now)
    cards = write_deck(folder, deck, lock, media.files)
    changed = sum(before.stamps.get(name) != lock.stamps[name] for name in digests)
    path = (folder / f"{course.id}.apkg").as_posix()
    return ExportedDeck(path, len(digests), cards, changed)
