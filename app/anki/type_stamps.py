"""When templates and CSS last changed: one time for all decks, since all share the note types.

Were it kept deck by deck, a deck that is new to a learner would overwrite the CSS that they have
made their own. `make decks` moves it, in `note_types.lock`, when the templates have changed.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from app.anki.lock import DeckLock, read_deck_lock
from app.anki.note_types import NOTE_TYPES, NoteType

FILE = Path(__file__).parent / "note_types.lock"


def read_type_lock() -> DeckLock:
    return read_deck_lock(FILE.read_text(encoding="utf-8") if FILE.exists() else "", str(FILE))


def type_digests() -> Mapping[str, str]:
    return {str(note_type.id): note_type.digest for note_type in NOTE_TYPES}


@cache
def _changed_at() -> Mapping[str, int]:
    return {name: stamp.changed_at for name, stamp in read_type_lock().stamps.items()}


def changed_at(note_type: NoteType) -> int:
    return _changed_at()[str(note_type.id)]
