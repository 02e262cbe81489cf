"""Opens what was learned, wherever it is kept."""

from pathlib import Path

from app.core.errors import DrillbookError
from app.ledger.ledger import Ledger as Ledger
from app.ledger.ledger import looked_at, server_ledger
from app.ledger.opening import open_file, open_server, read_only_if_changed
from app.ledger.problems import Busy as Busy
from app.ledger.problems import Damaged as Damaged
from app.ledger.problems import LedgerProblem as LedgerProblem
from app.ledger.problems import NoRoom as NoRoom
from app.ledger.problems import NoText as NoText
from app.ledger.problems import ReadOnly as ReadOnly
from app.ledger.restore import undo_cut_restore
from app.ledger.schema import migrate, missing_derived, revision


def open_ledger(path: Path, database_url: str | None = None) -> Ledger:
    """A file is brought up to date by itself; a server's tables by `migrate_ledger` only."""
    return open_server(database_url) if database_url else open_file(path)


def open_ledger_to_serve(path: Path, database_url: str | None = None) -> Ledger:
    """As above, and every log of a file is held against its chain before anybody comes."""
    return read_only_if_changed(open_ledger(path, database_url))


def look_at_ledger(path: Path, database_url: str | None = None) -> Ledger:
    """For reading what may be damaged, too new or too old, and changing nothing in it."""
    if database_url:
        return server_ledger(database_url)
    if not path.exists():
        raise DrillbookError(f"there is no ledger {path}", "add a learner, or restore a backup")
    undo_cut_restore(path)
    return looked_at(path)


def migrate_ledger(path: Path, database_url: str | None = None) -> bool:
    """True if there was something to do."""
    if not database_url:
        before = _tables(path) if path.exists() and path.stat().st_size else None
        ledger = open_file(path)
        ledger.close()
        if ledger.damage:
            raise ReadOnly(ledger.damage)
        return before != _tables(path)
    ledger = server_ledger(database_url)
    try:
        return migrate(ledger.engine)
    finally:
        ledger.close()


def can_be_read(ledger: Ledger) -> bool:
    """Asks for nothing but an answer."""
    try:
        with ledger.read() as connection:
            return bool(revision(connection))
    except LedgerProblem:
        return False


def _tables(path: Path) -> object:
    ledger = look_at_ledger(path)
    try:
        with ledger.read() as connection:
            return revision(connection), missing_derived(connection)
    finally:
        ledger.close()
