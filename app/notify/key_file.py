"""A key that is made once and kept in a file that only its owner can read."""

import os
import tempfile
from base64 import urlsafe_b64decode
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.core.errors import DrillbookError
from app.notify.vapid import text_of


def kept_key(file: Path, length: int, draw: Callable[[], bytes]) -> bytes:
    """The one that is there, or else a new one: of several processes at once the first wins."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        _keep(file, text_of(draw()))
    try:
        key = urlsafe_b64decode(file.read_text(encoding="ascii").strip() + "=")
    except ValueError:
        key = b""
    if len(key) != length:
        remedy = "bring it back from a backup, or remove it, and a new one is made"
        raise DrillbookError(f"{file} holds no key", remedy)
    return key


def _keep(file: Path, text: str) -> None:
    """Whole or not at all, and never in the place of another."""
    number, name = tempfile.mkstemp(dir=file.parent)
    try:
        with open(number, "w", encoding="ascii") as written:  # noqa: PTH123
            written.write(text + "\n")
            written.flush()
            os.fsync(number)
        with suppress(FileExistsError):
            os.link(name, file)
    finally:
        Path(name).unlink()
