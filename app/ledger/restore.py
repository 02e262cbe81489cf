"""Puts a backup in the ledger's place, after looking at it, and keeps what was there."""

from datetime import datetime
from glob import escape
from pathlib import Path

from app.core.errors import DrillbookError
from app.ledger.backup import beside, copy_file, fault_of, put_in_place
from app.ledger.presence import alone
from app.ledger.problems import Damaged

WAL = ("-wal", "-shm")


def restore(path: Path, file: Path, now: datetime) -> Path | None:
    """Where the replaced ledger is kept, if there was one. Nothing changes unless all is well."""
    if not file.is_file():
        raise DrillbookError(f"there is no file {file}", "name a backup")
    if path.exists() and file.samefile(path):
        raise DrillbookError("the ledger cannot replace itself", "name a backup")
    fault = fault_of(file)
    if fault:
        raise Damaged(f"{file} is no sound backup: {fault}", "name another one")
    path.parent.mkdir(parents=True, exist_ok=True)
    undo_cut_restore(path)
    with alone(path), beside(path) as copy:
        copy_file(file, copy)
        kept = _keep(path, f"{now:%Y%m%d-%H%M%S}") if path.exists() else None
        put_in_place(copy, path)
    return kept


def undo_cut_restore(path: Path) -> None:
    """One that was killed half-way has moved nothing but the WAL, in which answers may be that
    are nowhere else yet: it goes back. What was to be kept is then still the ledger itself."""
    kept = _same_as(path) if path.exists() else None
    if kept is None:
        return
    with alone(path):
        for end in WAL:
            moved = kept.with_name(kept.name + end)
            if moved.exists():
                moved.rename(path.with_name(path.name + end))
        kept.unlink()


def _same_as(path: Path) -> Path | None:
    names = path.parent.glob(f"{escape(path.name)}.replaced-*")
    return next((kept for kept in names if kept.samefile(path)), None)


def _keep(path: Path, mark: str) -> Path:
    """The ledger's own name is never without a file, or the next start would begin a new one.

    Its WAL goes along: SQLite would take it for the new file's.
    """
    kept = path.with_name(f"{path.name}.replaced-{mark}")
    if kept.exists():
        raise DrillbookError(f"there is a file {kept.name} already", "try again in a second")
    kept.hardlink_to(path)
    for end in WAL:
        beside_it = path.with_name(path.name + end)
        if beside_it.exists():
            beside_it.rename(kept.with_name(kept.name + end))
    return kept
