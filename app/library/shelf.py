"""The library in use, opened for reading, and opened again when a new one is in its place."""

import sqlite3
import threading
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from app.core.errors import DrillbookError
from app.library.search import find

Row = dict[str, Any]


class Library:
    """One connection a thread: SQLite's own are not to be shared."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()

    @property
    def version(self) -> str:
        """Changes with every library that is put in place; empty where there is none."""
        try:
            state = self.path.stat()
        except OSError:
            return ""
        return f"{state.st_ino:x}-{state.st_mtime_ns:x}"

    def ready(self) -> bool:
        try:
            self._db().execute("select count(*) from courses").fetchone()
        except (sqlite3.Error, DrillbookError):
            return False
        return True

    def _db(self) -> Database:
        version = self.version
        if not version:
            raise DrillbookError("there is no library yet", "run `drillbook build`")
        if getattr(self._local, "version", None) != version:
            connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
            self._local.db = Database(connection)
            self._local.version = version
        db: Database = self._local.db
        return db

    def _rows(self, sql: str, *values: object) -> list[Row]:
        return list(self._db().query(sql, values))

    def courses(self) -> list[Row]:
        return self._rows(
            """
            select c.id, c.title, c.summary, c.language, c.first_level, c.problems,
                   count(l.id) as tracks, coalesce(sum(l.facts), 0) as facts,
                   coalesce(sum(l.cards), 0) as cards
            from courses c left join lessons l on l.course = c.id
            group by c.id order by c.title
            """
        )

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
        return find(self._db(), query, limit)
