"""The key of who runs Drillbook alone: made once, for its owner's eyes only, and kept."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from app.core.errors import DrillbookError

LENGTH = 32


def key_of(path: Path) -> bytes:
    """Read each time: to remove the file is to make all that was signed with it worthless."""
    try:
        if not path.exists():
            _make(path)
        return _read(path)
    except OSError as error:
        what = f"the key {path} can be neither read nor made: {error.strerror}"
        raise DrillbookError(what, "look at its folder and its rights") from error


def _read(path: Path) -> bytes:
    key = path.read_bytes()
    if len(key) != LENGTH:
        raise DrillbookError(f"{path} is no key: it has {len(key)} bytes", "remove it")
    return key


def _make(path: Path) -> None:
    """Whole from the moment that it has its name; of several who make one, the first has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=path.name) as file:  # of mode 0600
        file.write(secrets.token_bytes(LENGTH))
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)
