"""Events that wait to be taken in, kept on the disk: there may be more than memory holds."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from app.ledger.archived_event import Archived
from app.ledger.event_rows import EventRow

TOGETHER = 2_000
Line = tuple[int, Archived]


class Spool:
    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file
        columns = "event_id TEXT, kind TEXT, card_id TEXT, effective_at INT, sent TEXT"
        file.execute(f"CREATE TABLE spool (line INTEGER PRIMARY KEY, {columns}, received_at INT)")

    def add(self, line: int, archived: Archived) -> None:
        values = (line, *archived.row.all, archived.received_at)
        self._file.execute("INSERT INTO spool VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def portions(self) -> Iterator[list[Line]]:
        """Each with the number of the line that it came from."""
        rows = self._file.execute("SELECT * FROM spool ORDER BY line")
        while portion := rows.fetchmany(TOGETHER):
            yield [(line, Archived(EventRow(*row), at)) for line, *row, at in portion]


@contextmanager
def open_spool() -> Iterator[Spool]:
    """SQLite's own way to a temporary file: it has no name, and goes with its connection."""
    with closing(sqlite3.connect("", check_same_thread=False)) as file:
        yield Spool(file)
