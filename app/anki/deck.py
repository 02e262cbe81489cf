"""A course as a deck, before Anki's tables: notes with their fields, track by track."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from app.anki.note_types import NoteType

GENERATION = 1  # raised when what the digest is made of changes


@dataclass(frozen=True, slots=True)
class DeckNote:
    """`name` is the note's identity within its course; `place` is `path:line`, for complaints."""

    name: str
    note_type: NoteType
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    place: str

    @property
    def digest(self) -> str:
        """Of what Anki would replace."""
        said = (GENERATION, self.note_type.id, self.fields, self.tags)
        return sha256(repr(said).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Track:
    id: str
    title: str
    notes: tuple[DeckNote, ...]


@dataclass(frozen=True, slots=True)
class CourseDeck:
    id: str
    title: str
    summary: str
    tracks: tuple[Track, ...]

    @property
    def notes(self) -> Iterator[DeckNote]:
        return (note for track in self.tracks for note in track.notes)

    @property
    def digests(self) -> dict[str, str]:
        return {note.name: note.digest for note in self.notes}
