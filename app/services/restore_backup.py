"""Puts a backup in the ledger's place."""

from datetime import datetime
from pathlib import Path

from app.core.errors import DrillbookError
from app.ledger.restore import restore


def restore_backup(
    path: Path, file: Path, now: datetime, database_url: str | None = None
) -> Path | None:
    """Where the replaced ledger is kept, if there was one."""
    if database_url:
        raise DrillbookError("this ledger is on PostgreSQL", "use `pg_restore`")
    return restore(path, file, now)
