"""Which backups were made of a ledger: beside it and not in it, to be there when it is not."""

import json
from pathlib import Path


def list_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.backups")


def remembered(path: Path) -> list[dict[str, str]]:
    try:
        lines = list_of(path).read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]
    except (OSError, ValueError):
        return []


def emptied(path: Path) -> str | None:
    """A file without a byte is a ledger that is about to begin, unless it was backed up before."""
    if path.exists() and not path.stat().st_size and remembered(path):
        return "it is empty, and was not when a backup was made"
    return None
