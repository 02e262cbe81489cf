"""Opens the ledger for use: as new as the program, and sound, or else to be read only."""

from functools import partial
from pathlib import Path

from app.ledger.backup import damage_of, keep_before_migration, last_backup
from app.ledger.backup_list import emptied
from app.ledger.examine import examine_logs
from app.ledger.ledger import Ledger, damaged_ledger, file_ledger, looked_at, server_ledger
from app.ledger.restore import undo_cut_restore
from app.ledger.schema import migrate, require_newest


def open_file(path: Path) -> Ledger:
    """A new one where there is none. A damaged one can be read as far as it can be read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    undo_cut_restore(path)
    damage = _damage_of(path)
    if damage:
        return damaged_ledger(path, _told(path, damage))
    path.touch(mode=0o600)
    ledger = file_ledger(path)
    try:
        migrate(ledger.engine, partial(keep_before_migration, ledger))
    except BaseException:
        ledger.close()
        raise
    return ledger


def read_only_if_changed(ledger: Ledger) -> Ledger:
    """For who is about to serve: SQLite's own look lets a changed text pass, the chain does not.

    Nothing is to be written on top of a log that is not as it was written.
    """
    if ledger.path is None or ledger.damage:
        return ledger
    found = examine_logs(ledger)
    if not found:
        return ledger
    ledger.close()
    return damaged_ledger(ledger.path, _told(ledger.path, found[0].what))


def open_server(url: str) -> Ledger:
    """Its tables are brought up to date by whoever runs it, once for all its web hosts."""
    ledger = server_ledger(url)
    try:
        require_newest(ledger.engine)
    except BaseException:
        ledger.close()
        raise
    return ledger


def _damage_of(path: Path) -> str | None:
    if not path.exists() or not path.stat().st_size:
        return emptied(path)
    return damage_of(path, looked_at)


def _told(path: Path, damage: str) -> str:
    backup = last_backup(path)
    last = f"the last good backup is {backup}" if backup else "no good backup is known"
    return f"the ledger can only be read: {damage}; {last} (`drillbook restore FILE`)"
