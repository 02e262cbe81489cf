"""Anki's own search over the same texts."""

from collections.abc import Iterable
from pathlib import Path

from anki.collection import AddNoteRequest, Collection


class AnkiSearch:
    """A collection in a temporary folder with one note a card."""

    def __init__(self, folder: Path, texts: Iterable[tuple[str, str]]) -> None:
        self._collection = Collection(str(folder / "collection.anki2"))
        kind = self._collection.models.by_name("Basic")
        deck = self._collection.decks.id("Default")
        requests = []
        for front, back in texts:
            note = self._collection.new_note(kind)
            note.fields = [front, back]
            requests.append(AddNoteRequest(note, deck))
        self._collection.add_notes(requests)

    def find(self, query: str, *, prefix: bool) -> int:
        """A word of its own where Drillbook takes whole words, and its beginning at the end."""
        *whole, last = query.split()
        words = [f"w:{word}" for word in whole] + [f"w:{last}*" if prefix else f"w:{last}"]
        return len(self._collection.find_cards(" ".join(words)))

    def find_plainly(self, query: str) -> int:
        """As most people type it: each word anywhere in the text."""
        return len(self._collection.find_cards(" ".join(f'"{word}"' for word in query.split())))

    def close(self) -> None:
        self._collection.close()
