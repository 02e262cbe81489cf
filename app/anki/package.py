"""A deck as the file that Anki imports."""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from app.anki.archive import write_archive
from app.anki.database import Written, write_collection
from app.anki.deck import CourseDeck
from app.anki.lock import Stamp
from app.anki.progress import Progress


def write_package(
    deck: CourseDeck,
    stamps: Mapping[str, Stamp],
    media: Mapping[str, Path],
    file: BinaryIO,
    scratch: Path,
    progress: Progress | None = None,
) -> Written:
    """The tables are drafted in a folder within `scratch`."""
    with TemporaryDirectory(dir=scratch, prefix=".") as folder:
        collection = Path(folder) / "collection.anki2"
        written = write_collection(deck, stamps, collection, progress)
        names = sorted(media)
        listed = json.dumps({str(n): name for n, name in enumerate(names)}).encode()
        members: list[tuple[str, Path | bytes]] = [
            ("collection.anki2", collection),
            ("media", listed),
        ]
        members += [(str(number), media[name]) for number, name in enumerate(names)]
        write_archive(file, members)
    return written
