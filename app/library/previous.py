"""The library as the last build left it: what of it can stay."""

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from sqlite_utils import Database

from app.lessons.course import Claim
from app.lessons.problems import Problem
from app.library.schema import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Kept:
    """A lesson in the library; without a fingerprint it is read again at every build."""

    id: str
    path: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Previous:
    path: Path | None = None
    lessons: dict[tuple[str, str], Kept] = field(default_factory=dict)
    cards: int = 0
    digest: str = ""
    notes: dict[tuple[str, str], tuple[tuple[str, int, str | None], ...]] = field(
        default_factory=dict
    )
    found: dict[tuple[str, str], tuple[Problem, ...]] = field(default_factory=dict)

    def holds(self, course: str, file: str, fingerprint: str) -> bool:
        kept = self.lessons.get((course, file))
        return kept is not None and kept.fingerprint == fingerprint

    def claim(self, course: str, file: str) -> Claim:
        kept = self.lessons[course, file]
        return Claim(kept.path, kept.id, self.notes.get((course, file), ()))

    def problems(self, course: str, file: str) -> tuple[Problem, ...]:
        return self.found.get((course, file), ())

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        return tuple(sorted(p for problems in self.found.values() for p in problems))


NOTHING_YET = Previous()


def read_previous(path: Path) -> Previous:
    """Nothing where there is no library, or one that this version cannot read."""
    if not path.exists():
        return NOTHING_YET
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        db = Database(connection)
        meta = dict(db.execute("select name, value from meta").fetchall())
        if meta.get("schema") != str(SCHEMA_VERSION):
            return NOTHING_YET
        return _read(path, db, meta["digest"])
    except sqlite3.DatabaseError:
        return NOTHING_YET
    finally:
        connection.close()


def _read(path: Path, db: Database, digest: str) -> Previous:
    lessons = {
        (course, file): Kept(id_, where, print_)
        for course, file, id_, where, print_ in db.execute(
            "select course, file, id, path, fingerprint from lessons"
        )
    }
    notes: dict[tuple[str, str], list[tuple[str, int, str | None]]] = {}
    for course, file, key, line, of in db.execute(
        "select course, file, key, line, same_fact_as from notes"
    ):
        notes.setdefault((course, file), []).append((key, line, of))
    found: dict[tuple[str, str], list[Problem]] = {}
    for course, file, *rest in db.execute(
        "select course, file, path, line, column, what, remedy, code from problems"
    ):
        found.setdefault((course, file), []).append(Problem(*rest))
    cards = db.execute("select count(*) from cards").fetchone()[0]
    return Previous(
        path,
        lessons,
        cards,
        digest,
        {place: tuple(rows) for place, rows in notes.items()},
        {place: tuple(rows) for place, rows in found.items()},
    )
