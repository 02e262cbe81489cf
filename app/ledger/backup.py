"""Copies of the ledger file: whole or not at all, and looked at before they count as one.

To copy the file itself would lose what is only in its WAL; SQLite's own way does not.
"""

import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from glob import escape
from pathlib import Path

from sqlalchemy import text

from app.core.errors import DrillbookError
from app.ledger.backup_list import list_of, remembered
from app.ledger.examine import examine
from app.ledger.findings import Where
from app.ledger.ledger import Ledger, damaged_ledger
from app.ledger.problems import Damaged, NoRoom
from app.ledger.schema import NEWEST, refuse_newer, revision

HEADER = b"SQLite format 3\0"
MOST_REMEMBERED = 50


def back_up(ledger: Ledger, target: Path, now: datetime) -> None:
    """Answers go on meanwhile; all that were recorded before it began are in it."""
    if ledger.path is None:
        raise DrillbookError("this ledger is on PostgreSQL", "use `pg_dump --format=custom`")
    _require_free(target, ledger.path)
    with beside(target) as copy:
        copy_file(ledger.path, copy)
        _require_sound(copy, "the copy")
        put_in_place(copy, target)
    _remember(ledger.path, target, now)


def copy_file(source: Path, target: Path) -> None:
    """One file, without a WAL beside it, with all that was committed when it began."""
    target.touch(mode=0o600)
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as reading,
            closing(sqlite3.connect(target)) as writing,
        ):
            reading.backup(writing)
            writing.execute("PRAGMA journal_mode = DELETE").fetchall()
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            what = f"there is no room for a copy beside {target.name}"
            raise NoRoom(what, "make room; nothing was changed") from error
        raise Damaged(f"{source} cannot be read: {error}", "run `drillbook doctor`") from error


def put_in_place(file: Path, target: Path) -> None:
    """The name changes when the content is on the disk, and is on the disk itself after that."""
    _sync(file)
    file.replace(target)
    _sync(target.parent)


def keep_before_migration(ledger: Ledger, old: str) -> None:
    """Under a name of its own, whatever else is kept; the old tables are not looked into."""
    assert ledger.path
    target = ledger.path.with_name(f"{ledger.path.name}.before-{old}")
    with beside(target) as copy:
        copy_file(ledger.path, copy)
        damage = damage_of(copy)
        if damage:
            raise Damaged(f"the ledger is damaged: {damage}", "restore a backup first")
        put_in_place(copy, target)


def damage_of(file: Path, opened: Callable[[Path], Ledger] | None = None) -> str | None:
    """A look at every page, without what only a look at the content can see."""
    ledger = opened(file) if opened else damaged_ledger(file, "it is a copy")
    try:
        with ledger.read() as connection:
            found = connection.scalar(text("PRAGMA quick_check(1)"))
        return None if found == "ok" else str(found)
    except Damaged as problem:
        return problem.what
    finally:
        ledger.close()


def fault_of(file: Path) -> str | None:
    """Why a copy is not to be trusted. What is derived can be made again, and is no reason.

    Of an older program's copy only the file is looked at: the next start migrates it.
    """
    damage = damage_of(file)
    if damage:
        return damage
    ledger = damaged_ledger(file, "it is a copy")
    try:
        with ledger.read() as connection:
            found = revision(connection)
        if not found:
            return "it is not a ledger"
        if found != NEWEST:
            refuse_newer(found)
            return None
        findings = [each for each in examine(ledger, sample_cards=0) if each.where != Where.DERIVED]
        return findings[0].what if findings else None
    finally:
        ledger.close()


def last_backup(path: Path) -> Path | None:
    """The newest one that is still there and still sound."""
    for entry in reversed(remembered(path)):
        file = Path(entry["path"])
        if _is_sqlite(file) and not fault_of(file):
            return file
    return None


def _require_free(target: Path, source: Path) -> None:
    if not target.parent.is_dir():
        raise DrillbookError(f"there is no folder {target.parent}", "make it first")
    if target.exists() and target.samefile(source):
        raise DrillbookError("the ledger cannot be its own backup", "name another file")
    if target.exists() and not _is_ledger(target):
        what = f"{target} is there and is no backup"
        raise DrillbookError(what, "name another file, or remove that one")


def _require_sound(file: Path, what: str) -> None:
    fault = fault_of(file)
    if fault:
        raise Damaged(f"{what} is not sound: {fault}", "run `drillbook doctor`")


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    _clear_leftovers(target)
    copy = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        yield copy
    finally:
        for name in (copy.name, f"{copy.name}-wal", f"{copy.name}-shm", f"{copy.name}-journal"):
            copy.with_name(name).unlink(missing_ok=True)


def _clear_leftovers(target: Path) -> None:
    """Of those that were killed at it."""
    for file in target.parent.glob(f".{escape(target.name)}.*.new*"):
        process = file.name.removeprefix(f".{target.name}.").partition(".")[0]
        if process.isdigit() and not _is_running(int(process)):
            file.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    if sys.platform == "win32":  # where to ask would be to end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass  # somebody else's
    return True


def _is_sqlite(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(len(HEADER)) == HEADER
    except OSError:
        return False


def _is_ledger(file: Path) -> bool:
    """Somebody else's database must not be lost under a backup."""
    if not _is_sqlite(file):
        return False
    ledger = damaged_ledger(file, "it is only looked at")
    try:
        with ledger.read() as connection:
            return bool(revision(connection))
    except Damaged:
        return False
    finally:
        ledger.close()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remember(path: Path, target: Path, now: datetime) -> None:
    entries = [entry for entry in remembered(path) if entry["path"] != str(target.absolute())]
    entries.append({"path": str(target.absolute()), "made_at": now.isoformat()})
    lines = "".join(json.dumps(entry) + "\n" for entry in entries[-MOST_REMEMBERED:])
    with beside(list_of(path)) as new:
        new.write_text(lines, encoding="utf-8")
        put_in_place(new, list_of(path))
