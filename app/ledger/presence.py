"""Whether anybody has the ledger file open: it must not be replaced under them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from app.core.errors import DrillbookError

if sys.platform != "win32":  # where there is no flock, the file's own locks have to do
    import fcntl


def show_presence(path: Path) -> IO[bytes] | None:
    """Held until it is closed, or until the process ends in whatever way."""
    if sys.platform == "win32":
        return None
    try:
        handle = _lock_file(path).open("ab")
    except OSError:
        return None  # a folder that cannot be written holds no ledger that could be replaced
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        what = "the ledger is being restored"
        raise DrillbookError(what, "try again when that is done") from None
    return handle


@contextmanager
def alone(path: Path) -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    with _lock_file(path).open("ab") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            what, remedy = "the ledger is in use", "stop `drillbook serve` and `drillbook remind`"
            raise DrillbookError(what, remedy) from None
        yield


def _lock_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")
