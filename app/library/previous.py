"""The library as the last build left it: what of it can stay."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from sqlite_utils import Database

from app.lessons.course import Claim
from app.lessons.problems import Problem
from app.library.schema import SCHEMA_VERSION

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """A lesson in the library; without a fingerprint it is read again at every build.

    `good`: its cards are there, though they may be those of an earlier version.
    """

    id: str
    path: str
    fingerprint: str
    good: bool


@dataclass(frozen=True, slots=True)
class Previous:
    path: Path | None = None
    digest: str = ""
    cards: int = 0
    lessons: dict[tuple[str, str], Kept] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def holds(self, course: str, file: str, fingerprint: str) -> bool:
        kept = self.lessons.get((course, file))
        return kept is not None and kept.fingerprint == fingerprint

    def is_good(self, course: str, file: str) -> bool:
        kept = self.lessons.get((course, file))
        return kept is not None and kept.good

    def lost(self, course: str, files: Collection[str]) -> bool:
        """Whether a lesson that was there is no more: others may have named what it held."""
        there = {file for of, file in self.lessons if of == course}
        return not there <= set(files)

    def claims(self, course: str) -> dict[str, Claim]:
        """What each lesson file of a course has taken for itself."""
        if self.path is None:
            return {}
        notes: dict[str, list[tuple[str, int, str | None]]] = defaultdict(list)
        with open_for_reading(self.path) as db:
            sql = "select file, key, line, same_fact_as from notes where course = ?"
            for file, *note in db.execute(sql, [course]):
                notes[file].append(tuple(note))
        return {
            file: Claim(kept.path, kept.id, tuple(notes.get(file, ())))
            for (of, file), kept in self.lessons.items()
            if of == course
        }

    def files_asking(self, course: str, asks: Collection[int]) -> frozenset[str]:
        """The lesson files with a prompt that is asked in another lesson too."""
        if self.path is None:
            return frozenset()
        found: set[str] = set()
        left = iter(asks)
        with open_for_reading(self.path) as db:
            while some := list(islice(left, AT_ONCE)):
                marks = ",".join("?" * len(some))
                sql = f"select distinct file from cards where asks in ({marks}) and course = ?"  # noqa: S608
                found.update(file for (file,) in db.execute(sql, [*some, course]))
        return frozenset(found)


NOTHING_YET = Previous()


@contextmanager
def open_for_reading(path: Path) -> Iterator[Database]:
    connection = sqlite3.connect(reading_address(path), uri=True)
    try:
        yield Database(connection)
    finally:
        connection.close()


def reading_address(path: Path) -> str:
    """A library never changes in its place, so its reader needs no locks."""
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


def read_previous(path: Path) -> Previous:
    """Nothing where there is no library, or one that this version cannot read."""
    if not path.exists() or _is_cut_off(path):
        return NOTHING_YET
    try:
        with open_for_reading(path) as db:
            meta = dict(db.execute("select name, value from meta").fetchall())
            if meta.get("schema") != str(SCHEMA_VERSION):
                return NOTHING_YET
            return _read(path, db, meta["digest"], int(meta["cards"]))
    except (sqlite3.DatabaseError, KeyError, ValueError):
        return NOTHING_YET


def _is_cut_off(path: Path) -> bool:
    """SQLite notices a missing end only when it comes there; the head tells the length."""
    with path.open("rb") as file:
        head = file.read(32)
    size = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    return path.stat().st_size < (65536 if size == 1 else size) * pages


def _read(path: Path, db: Database, digest: str, cards: int) -> Previous:
    problems: list[Problem] = []
    broken: set[tuple[str, str]] = set()
    for course, file, *rest in db.execute(
        "select course, file, path, line, column, what, remedy, code from problems"
    ):
        problems.append(Problem(*rest))
        if not problems[-1].code:
            broken.add((course, file))
    lessons = {
        (course, file): Kept(id_, where, print_, bool(outdated) or (course, file) not in broken)
        for course, file, id_, where, print_, outdated in db.execute(
            "select course, file, id, path, fingerprint, outdated from lessons"
        )
    }
    return Previous(path, digest, cards, lessons, tuple(sorted(problems)))
