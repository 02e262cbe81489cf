"""A deck's stamps, for as long as it is written: of two exports at once that both find something
changed, one would forget what the other gave out, and learners would lose their tags for nothing.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.anki.folder import read_lock
from app.anki.lock import DeckLock

if sys.platform != "win32":  # where there is no flock, exports are to come one after another
    import fcntl


@dataclass(frozen=True, slots=True)
class Stamping:
    """`changed` counts the notes that are new or other than the lock had them."""

    lock: DeckLock
    changed: int


@contextmanager
def stamping(locks: Path, course: str, digests: Mapping[str, str], now: int) -> Iterator[Stamping]:
    """Exports that move no stamp go on side by side; one that does waits to be alone."""
    with _held(locks, alone=False):
        found = _stamped(locks, course, digests, now)
        if not found.changed:
            yield found
            return
    with _held(locks, alone=True):
        yield _stamped(locks, course, digests, now)  # anew: another may have been faster


def _stamped(locks: Path, course: str, digests: Mapping[str, str], now: int) -> Stamping:
    before = read_lock(locks, course)
    lock = before.stamped(digests, now)
    changed = sum(before.stamps.get(name) != lock.stamps[name] for name in digests)
    return Stamping(lock, changed)


@contextmanager
def _held(locks: Path, *, alone: bool) -> Iterator[None]:
    """The folder itself is locked, so that nothing lies about in it, and a holder that is killed
    holds no more."""
    folder = _opened(locks, make=alone)
    if folder is None:
        yield
        return
    try:
        _wait(folder, alone=alone)
        yield
    finally:
        os.close(folder)


def _opened(locks: Path, *, make: bool) -> int | None:
    """None where it cannot be: whoever writes to it says why."""
    if sys.platform == "win32":
        return None
    try:
        if make:
            locks.mkdir(parents=True, exist_ok=True)
        return os.open(locks, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None


def _wait(folder: int, *, alone: bool) -> None:
    if sys.platform != "win32":
        fcntl.flock(folder, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
