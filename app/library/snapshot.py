"""What can be asked of one library; it stays the same while a new one takes its place."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from app.core.errors import DrillbookError
from app.library import cards
from app.library.card_ids import CardIds
from app.library.search import find

Row = dict[str, Any]


class Snapshot:
    def __init__(self, db: Database, path: Path, ids: CardIds) -> None:
        self._db = db
        self._path = path
        self._ids = ids

    def courses(self) -> list[Row]:
        return self._rows(
            """
            select c.id, c.title, c.summary, c.language, c.problems,
                   count(l.id) as tracks, coalesce(sum(l.facts), 0) as facts,
                   coalesce(sum(l.cards), 0) as cards
            from courses c left join lessons l on l.course = c.id
            group by c.id order by c.title
            """
        )

    def only(self, course: str) -> "Snapshot":
        return OneCourse(self._db, self._path, self._ids, course)

    def build(self) -> str:
        """The same for the same content, whenever it was built."""
        return str(self._rows("select value from meta where name = 'digest'")[0]["value"])

    def card_order(self, course: str, position: int = 0) -> Iterator[Row]:
        """The cards of a course as its lessons have them, from a position on."""
        first, begin = divmod(position, cards.LESSON_STEP)
        for lesson in self._rows(
            "select file, position from lessons where course = ? and position >= ? "
            "order by position",
            course,
            first,
        ):
            yield from self._rows(
                cards.ONWARDS,
                course,
                lesson["file"],
                begin if lesson["position"] == first else 0,
            )

    def cards_named(self, ids: Sequence[str]) -> list[Row]:
        """Those that are in the library; the others were taken out of their lessons."""
        return self._rows(cards.NAMED, json.dumps(ids))

    def known_cards(self, ids: Sequence[str]) -> frozenset[str]:
        """Those of these that are in the library."""
        return self._ids.among(ids, lambda: (row["id"] for row in self._rows(cards.IDS)))

    def cards_in(
        self, course: str, track: str, section: str | None = None, fact: str | None = None
    ) -> list[Row]:
        """Of a whole track, or of one section or one fact of it."""
        return self._rows(cards.IN_PLACE, course, track, section, section, fact, fact)

    def faces(self, ids: Sequence[str]) -> list[Row]:
        """Both sides of these cards, with where each stands."""
        return self._rows(cards.FACES, json.dumps(ids))

    def lines(self, ids: Sequence[str]) -> list[Row]:
        """Where in its file the author wrote each of these."""
        return self._rows(cards.LINES, json.dumps(ids))

    def options(self, ids: Sequence[str]) -> list[Row]:
        return self._rows(cards.OPTIONS, json.dumps(ids))

    def facts(self) -> list[Row]:
        """Every card with the fact that it asks for, and the lesson in which that stands."""
        return self._rows(
            "select c.id, c.course, c.key, l.id as track "
            "from cards c join lessons l using (course, file)"
        )

    def levels(self) -> list[Row]:
        return self._rows("select course, title, xp from levels order by course, position")

    def tracks(self, course: str) -> list[Row]:
        return self._rows(
            """
            select l.id, l.title, l.summary, l.minutes, l.facts, l.cards,
                   (select count(*) from sections s where s.course = l.course and s.file = l.file)
                       as sections,
                   (select count(*) from problems p where p.course = l.course and p.file = l.file)
                       as problems
            from lessons l where l.course = ? order by l.position
            """,
            course,
        )

    def lesson(self, course: str, track: str) -> Row | None:
        found = self._rows(
            """
            select l.course as course_id, c.title as course_title, c.language, l.id, l.title,
                   l.summary, l.path, l.minutes, l.facts, l.cards, l.outdated
            from lessons l join courses c on c.id = l.course where l.course = ? and l.id = ?
            """,
            course,
            track,
        )
        return {**found[0], "outdated": bool(found[0]["outdated"])} if found else None

    def sections(self, course: str, track: str) -> list[Row]:
        return self._rows(
            """
            select s.anchor, s.title, s.html, s.facts, s.cards
            from sections s join lessons l using (course, file)
            where l.course = ? and l.id = ? order by s.position
            """,
            course,
            track,
        )

    def problems(self, course: str, track: str) -> list[Row]:
        return self._rows(
            """
            select p.line, p.column, p.severity, p.what, p.remedy
            from problems p join lessons l using (course, file)
            where l.course = ? and l.id = ? order by p.line, p.column
            """,
            course,
            track,
        )

    def search(self, query: str, limit: int) -> list[Row]:
        try:
            return find(self._db, query, limit)
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error

    def _rows(self, sql: str, *values: object) -> list[Row]:
        try:
            return list(self._db.query(sql, values))
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error

    def _damaged(self, error: sqlite3.DatabaseError) -> DrillbookError:
        remedy = f"delete {self._path} and run `drillbook build`"
        return DrillbookError(f"the library cannot be read: {error}", remedy)


class OneCourse(Snapshot):
    """The library as if it had this course only, for drilling no other."""

    def __init__(self, db: Database, path: Path, ids: CardIds, course: str) -> None:
        super().__init__(db, path, ids)
        self._course = course

    def card_order(self, course: str, position: int = 0) -> Iterator[Row]:
        return super().card_order(course, position) if course == self._course else iter(())

    def cards_named(self, ids: Sequence[str]) -> list[Row]:
        return [row for row in super().cards_named(ids) if row["course"] == self._course]
