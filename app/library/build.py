"""Turns a content folder into a library file: only what has changed is read again."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from app.core.errors import DrillbookError
from app.lessons.problems import Problem, Severity
from app.library.changes import read_changes
from app.library.content import read_folders
from app.library.fingerprints import digest_of, fingerprints
from app.library.parsing import Parser, Progress
from app.library.previous import NOTHING_YET, Previous, read_previous
from app.library.reading import CourseText, read_course_text
from app.library.turns import one_at_a_time
from app.library.write import sweep, write_library

# What a disk does; whatever else SQLite complains of lies in the library that was there.
OUTER = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_NOMEM,
}


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build has done; `problems` are those of all lessons, unchanged ones too."""

    lessons: int
    parsed: int
    cards: int
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        return sum(problem.severity is Severity.ERROR for problem in self.problems)


def build(content: Path, target: Path, progress: Progress | None = None) -> BuildReport:
    """A library that turns out to be damaged is built from nothing."""
    texts = [read_course_text(folder) for folder in read_folders(content)]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with one_at_a_time(target.parent) as alone:
            if alone:
                sweep(target)
            try:
                return _build(texts, target, read_previous(target), progress)
            except sqlite3.DatabaseError as error:
                if _is_outer(error):
                    raise
                return _build(texts, target, NOTHING_YET, progress)
    except (OSError, sqlite3.DatabaseError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        remedy = f"see that {target.parent} is a folder with room, where files may be written"
        raise DrillbookError(f"the library cannot be written: {why}", remedy) from error


def _is_outer(error: sqlite3.DatabaseError) -> bool:
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in OUTER


def _build(
    texts: Sequence[CourseText], target: Path, previous: Previous, progress: Progress | None
) -> BuildReport:
    wanted = [fingerprints(text) for text in texts]
    lessons = sum(map(len, wanted))
    digests = ((t.course.id, digest_of(t, w)) for t, w in zip(texts, wanted, strict=True))
    digest = sha256(repr(list(digests)).encode()).hexdigest()
    if digest == previous.digest:
        return BuildReport(lessons, 0, previous.cards, previous.problems)
    stale = sum(
        not previous.holds(text.course.id, name, print_)
        for text, prints in zip(texts, wanted, strict=True)
        for name, print_ in prints.items()
    )
    parser = Parser(stale, progress)
    changes = [read_changes(t, previous, w, parser) for t, w in zip(texts, wanted, strict=True)]
    write_library(target, previous, changes, digest)
    after = read_previous(target)
    return BuildReport(lessons, parser.done, after.cards, after.problems)
