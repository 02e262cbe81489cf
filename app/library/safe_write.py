"""Replaces a file whole or not at all, whatever happens meanwhile."""

import os
from errno import EACCES
from pathlib import Path

from app.library.turns import one_at_a_time


def write_safely(path: Path, content: bytes) -> None:
    """Keeps the file's rights, and what a link points to is written in its own place."""
    path = path.resolve()
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(EACCES, "may not be written", str(path))
    with one_at_a_time(path.parent):
        _replace(path, content)


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.new")  # one that a dead process left is used again
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
