"""The ledger in use: read by many at once, written by one at a time where it is one file."""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import PoolProxiedConnection

from app.ledger.engine import BUSY_MS, WRITES, file_engine, server_engine
from app.ledger.presence import show_presence
from app.ledger.problems import ReadOnly, told
from app.ledger.statements import Statement
from app.ledger.turns import Turns

T = TypeVar("T")
WAL_MS = 200


class Ledger:
    """`damage` says why nothing is written, where that is so."""

    def __init__(self, engine: Engine, path: Path | None = None, damage: str | None = None) -> None:
        self.engine = engine
        self.path = path
        self.damage = damage
        self._writer = engine.execution_options(**{WRITES: True})
        self._kept: Connection | None = None
        self._looker = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._looking: deque[PoolProxiedConnection] = deque()
        self._turns = Turns(self._begin_kept)
        self._presence = show_presence(path) if path and not damage else None

    @property
    def is_file(self) -> bool:
        return self.path is not None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view, for as long as it is open."""
        with told(), self.engine.connect() as connection, connection.begin():
            yield connection

    def look(self, statement: Statement, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """One statement is one view by itself. Asked by each request, so without what costs more
        than the look: a transaction around it, and on a file a connection out of the pool."""
        with told():
            if not self.is_file:
                with self._looker.connect() as connection:
                    return statement.rows(connection, values)
            try:
                kept = self._looking.pop()
            except IndexError:
                kept = self.engine.raw_connection()
            rows = statement.rows_of_file(cast(sqlite3.Connection, kept.driver_connection), values)
            self._looking.append(kept)
            return rows

    def write(self, work: Callable[[Connection], T]) -> T:
        """All of `work` or nothing; safe on the disk when this returns."""
        self._require_sound()
        with told():
            if self.is_file:
                return self._turns.take(work)
            with self._writer.begin() as connection:
                return work(connection)

    def _require_sound(self) -> None:
        if self.damage:
            raise ReadOnly(self.damage)

    @contextmanager
    def _begin_kept(self) -> Iterator[Connection]:
        """One writes at a time, always on this connection; after a fault of the database's, on a
        new one: SQLite goes on as it found the file when it was opened first, rights included."""
        if self._kept is None:
            self._kept = self._writer.connect()
        try:
            with self._kept.begin():
                yield self._kept
        except BaseException as error:
            self._let_go()
            if isinstance(error, (DBAPIError, sqlite3.Error)):
                self.engine.dispose()
            raise

    def _let_go(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            kept.close()

    def empty_wal(self) -> None:
        """What was deleted can be read in the file beside the ledger until that is emptied.

        Others' answers wait meanwhile, so where somebody reads on and on, or the disk has no
        room for it, it is left to SQLite, which does it sooner or later.
        """
        if not self.is_file:
            return
        connection = self.engine.raw_connection()
        driver: Any = connection.driver_connection
        (patience,) = driver.execute("PRAGMA busy_timeout").fetchone()
        with closing(connection):
            driver.execute(f"PRAGMA busy_timeout = {WAL_MS}")
            with suppress(sqlite3.Error):
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            driver.execute(f"PRAGMA busy_timeout = {patience}")

    def close(self) -> None:
        self._let_go()
        while self._looking:
            self._looking.pop().close()
        self.engine.dispose()
        if self._presence:
            self._presence.close()


def file_ledger(path: Path, *, busy_ms: int = BUSY_MS) -> Ledger:
    return Ledger(file_engine(path, busy_ms=busy_ms), path)


def damaged_ledger(path: Path, damage: str) -> Ledger:
    """Only read, as far as it can be read."""
    return Ledger(file_engine(path, read_only=True), path, damage)


def looked_at(path: Path) -> Ledger:
    """Nothing of ours is written; what a killed process left half-done SQLite may finish."""
    return Ledger(file_engine(path), path, "it is only looked at")


def server_ledger(url: str, *, busy_ms: int = BUSY_MS) -> Ledger:
    return Ledger(server_engine(url, busy_ms=busy_ms))
