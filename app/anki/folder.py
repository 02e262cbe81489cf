"""The folder of decks: `<course>.apkg` and `<course>.lock`, replaced together or not at all."""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import apsw

from app.anki.database import Written
from app.anki.deck import CourseDeck
from app.anki.lock import DeckLock, read_deck_lock
from app.anki.package import write_package
from app.anki.progress import Progress
from app.anki.workplace import workplace
from app.core.errors import DrillbookError

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


class NoRoomForDeck(DrillbookError):
    """The disk is full: it goes on by itself when there is room."""


def read_lock(locks: Path, course: str) -> DeckLock:
    path = locks / f"{course}.lock"
    try:
        return read_deck_lock(path.read_text(encoding="utf-8"), path.as_posix())
    except (FileNotFoundError, NotADirectoryError):
        return DeckLock()


def write_deck(
    package: Path,
    locks: Path,
    deck: CourseDeck,
    lock: DeckLock,
    media: Mapping[str, Path],
    progress: Progress | None = None,
) -> Written:
    """`locks` is the folder where the course's lock is kept."""
    try:
        for folder in (package.parent, locks):
            folder.mkdir(parents=True, exist_ok=True)
        with _moved(locks, deck.id, lock), _fresh(package) as file:
            scratch = Path(file.name).parent
            return write_package(deck, lock.stamps, media, file, scratch, progress)
    except (OSError, apsw.Error) as error:
        raise _unwritten(package, error) from error


def _unwritten(package: Path, error: OSError | apsw.Error) -> DrillbookError:
    why = getattr(error, "strerror", None) or str(error)
    full = isinstance(error, apsw.FullError) or getattr(error, "errno", None) in NO_ROOM
    kind = NoRoomForDeck if full else DrillbookError
    what = f"{package.as_posix()} cannot be written: {why}"
    return kind(what, "look at its folder and at the room there")


@contextmanager
def _moved(locks: Path, course: str, lock: DeckLock) -> Iterator[None]:
    """Left alone where it is as it was: it may lie where nothing can be written."""
    if read_lock(locks, course) == lock:
        yield
        return
    with _fresh(locks / f"{course}.lock") as file:
        file.write(lock.text().encode())
        file.flush()  # if there is no room for it, then before the deck is replaced
        yield


@contextmanager
def _fresh(path: Path) -> Iterator[BinaryIO]:
    """A file beside the old one, which takes its place once all has been written."""
    with workplace(path.parent) as place:
        beside = place / path.name
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
