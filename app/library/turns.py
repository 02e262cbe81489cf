"""One builder at a time: whoever comes meanwhile waits, and then finds the work done."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[bool]:
    """Locks the folder itself, so that no file is left behind; False where that cannot be done."""
    if sys.platform == "win32":  # no such locks there: the last build wins
        yield False
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        locked = False
        with suppress(OSError):  # some network file systems have none either
            fcntl.flock(handle, fcntl.LOCK_EX)
            locked = True
        yield locked
    finally:
        os.close(handle)
