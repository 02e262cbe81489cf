"""The only place that opens a connection, so that every one of them is set up alike."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from app.core.errors import DrillbookError

BUSY_MS = 5_000
WRITES = "drillbook_writes"
# Without `recursive_triggers` an INSERT OR REPLACE walks past the append-only triggers.
# A checkpoint holds up the answer that it falls on: at SQLite's 1,000 pages, one in a hundred.
PRAGMAS = (
    "journal_mode = WAL",
    "wal_autocheckpoint = 4000",
    "synchronous = FULL",
    "foreign_keys = ON",
    "recursive_triggers = ON",
    "trusted_schema = OFF",
    "secure_delete = ON",
    "cache_size = -16000",
)
# A server may be set to answer before it has written; what we acknowledge must be written.
# A plan made for any list of cards compares each card with each of the list: minutes, not
# milliseconds (measured: 161 s), so each list gets a plan of its own.
SESSION = (
    "SET synchronous_commit = on",
    "SET plan_cache_mode = force_custom_plan",
    "SET timezone = 'UTC'",
    "SET lock_timeout = {busy_ms}",
    "SET idle_in_transaction_session_timeout = 60000",
)


def file_engine(path: Path, *, read_only: bool = False, busy_ms: int = BUSY_MS) -> Engine:
    def connection() -> sqlite3.Connection:
        mode = "ro" if read_only else "rw"  # one that is gone is missed, and not begun anew
        return sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=busy_ms / 1000,
            isolation_level=None,
            check_same_thread=False,
        )

    engine = create_engine(
        "sqlite+pysqlite://",
        creator=connection,
        paramstyle="named",
        hide_parameters=True,  # a log is no place for what learners wrote
        poolclass=QueuePool,
        pool_size=16,
        max_overflow=64,
    )

    def prepare(connection: Any, _record: object) -> None:
        for pragma in PRAGMAS[1:] if read_only else PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()

    def begin(connection: Connection) -> None:
        """A plain BEGIN that reads first fails under others' writes, again and again.

        Past SQLAlchemy, which takes several times as long over it as SQLite.
        """
        writes = connection.get_execution_options().get(WRITES)
        driver: Any = connection.connection.driver_connection
        driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def server_engine(url: str, *, busy_ms: int = BUSY_MS) -> Engine:
    try:
        place = make_url(url)
    except ArgumentError:
        place = None
    if place is None or place.get_backend_name() != "postgresql":
        what = "DRILLBOOK_DATABASE_URL is no address of a PostgreSQL database"
        raise DrillbookError(what, "write it as postgresql://name@host/database")
    engine = create_engine(
        place.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        hide_parameters=True,  # a log is no place for what learners wrote
        pool_size=16,
        max_overflow=16,
        connect_args={"connect_timeout": 5},
    )

    def prepare(connection: Any, _record: object) -> None:
        for setting in SESSION:
            connection.execute(setting.format(busy_ms=busy_ms))
        connection.commit()

    event.listen(engine, "connect", prepare)
    return engine
