"""The folder of decks: `<course>.apkg` and `<course>.lock`, replaced together or not at all."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import apsw

from app.anki.deck import CourseDeck
from app.anki.lock import DeckLock, read_deck_lock
from app.anki.package import write_package
from app.core.errors import DrillbookError


def read_lock(folder: Path, course: str) -> DeckLock:
    path = folder / f"{course}.lock"
    try:
        return read_deck_lock(path.read_text(encoding="utf-8"), path.as_posix())
    except (FileNotFoundError, NotADirectoryError):
        return DeckLock()


def write_deck(folder: Path, deck: CourseDeck, lock: DeckLock, media: Mapping[str, Path]) -> int:
    """Gives the number of cards."""
    package, locked = folder / f"{deck.id}.apkg", folder / f"{deck.id}.lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _fresh(locked) as new_lock, _fresh(package) as new_package:
            new_lock.write(lock.text().encode())
            new_lock.flush()  # if there is no room for it, then before the deck is replaced
            return write_package(deck, lock.stamps, media, new_package, folder)
    except (OSError, apsw.Error) as error:
        why = getattr(error, "strerror", None) or str(error)
        what = f"{package.as_posix()} cannot be written: {why}"
        raise DrillbookError(what, "look at its folder and at the room there") from error


@contextmanager
def _fresh(path: Path) -> Iterator[BinaryIO]:
    """A file beside the old one, which takes its place once all has been written."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
