"""Courses made ready to be written as decks, each note with its stamp."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.anki.deck import CourseDeck
from app.anki.lock import DeckLock
from app.anki.media import CourseMedia
from app.anki.stamping import stamping
from app.anki.tracks import course_deck
from app.core.errors import DrillbookError
from app.lessons.problems import Problem, Severity
from app.services.read_lessons import Selection, read_lessons

UNKEYED = "unkeyed"


@dataclass(frozen=True, slots=True)
class Draft:
    """`changed` counts the notes that are new or other than the lock had them."""

    deck: CourseDeck
    media: CourseMedia
    lock: DeckLock
    notes: int
    changed: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """No draft where the course has an error; `problems` also say what endangers progress."""

    draft: Draft | None
    problems: tuple[Problem, ...]


def gather_decks(
    courses: Sequence[Path], locks: Path, now: int, address: str
) -> Generator[Gathered]:
    """Close it: the stamps of a draft are held until the next is asked for."""
    for selection in read_lessons(courses):
        problems = tuple(p for p in selection.course.problems if p.code in ("", UNKEYED))
        if has_errors(problems):
            yield Gathered(None, problems)
        else:
            with _draft(selection, locks, now, address) as draft:
                yield Gathered(draft, problems)


def has_errors(problems: Sequence[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


@contextmanager
def _draft(selection: Selection, locks: Path, now: int, address: str) -> Iterator[Draft]:
    if selection.files:
        raise DrillbookError("a single lesson is no deck", "name its course")
    course = selection.course.text.course
    media = CourseMedia(course.id, selection.folder)
    deck = course_deck(course, selection.course.lessons, media.name, address)
    digests = deck.digests
    if not digests:
        what = f"{selection.folder.as_posix()}: the course has no cards"
        raise DrillbookError(what, "mark an answer in one of its lessons")
    with stamping(locks, course.id, digests, now) as stamped:
        yield Draft(deck, media, stamped.lock, len(digests), stamped.changed)
