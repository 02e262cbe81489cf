"""What may be wrong with the ledger, in words for whoever runs the service."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError

from app.core.errors import DrillbookError


class LedgerProblem(DrillbookError):
    """The ledger cannot be used as asked; nothing was half-written."""


class Busy(LedgerProblem):
    """Somebody else writes, or the server is away: the same request may be sent again."""


class NoRoom(LedgerProblem):
    """The disk is full: it goes on by itself when there is room."""


class NoText(LedgerProblem):
    """PostgreSQL holds no text with a zero in it, so none there is can be meant by one."""


class ReadOnly(LedgerProblem):
    """A damaged ledger is shown and never written."""


class Damaged(LedgerProblem):
    """The file is not what was written."""


class OtherSchema(LedgerProblem):
    """The tables are older or newer than this program."""


# Beside a file that may only be read, SQLite makes others that may only be read.
PLACE = "DRILLBOOK_HOME and of all `ledger.db*` in it"
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def problem_of(error: DBAPIError | sqlite3.Error) -> LedgerProblem | None:
    """None for a fault of ours, which is to be seen as it is."""
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error)
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause)
    state = str(getattr(cause, "sqlstate", "") or "")
    if state == "53100" or getattr(cause, "errno", None) == errno.ENOSPC:
        return NoRoom("the database server's disk is full", "make room; nothing was lost")
    if isinstance(error, DataError) and not state:
        return NoText("this text has a sign that no text has", "leave it out")
    if error.connection_invalidated or state[:2] in ("08", "57", "53", "55", "40") or not state:
        return Busy("the database does not answer", "try again in a moment")
    return None


@contextmanager
def told() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        problem = problem_of(error)
        if problem is None:
            raise
        raise problem from error


def _of_sqlite(cause: sqlite3.Error) -> LedgerProblem | None:
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if code in _BUSY:
        return Busy("another program keeps the ledger locked", "try again in a moment")
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return NoRoom(f"the ledger cannot be written: {cause}", "make room; nothing was lost")
    if code in _BROKEN or "no such table" in str(cause):
        remedy = "see `drillbook doctor`, or put a backup in its place: `drillbook restore FILE`"
        return Damaged(f"the ledger is damaged: {cause}", remedy)
    if code == sqlite3.SQLITE_READONLY:
        return ReadOnly("the ledger may not be written", f"look at the rights of {PLACE}")
    if code == sqlite3.SQLITE_CANTOPEN:
        return LedgerProblem(
            "the ledger cannot be opened", f"look for it, and at the rights of {PLACE}"
        )
    return None
