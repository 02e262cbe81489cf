"""Anki's tables (schema 11): genanki writes them, and what it has no word for is written here and
in `progress`: stamps and ids of our own, the row about the collection, schedules and the log.
"""

import itertools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Any

import apsw
import genanki  # type: ignore[import-untyped]

from app.anki.deck import CourseDeck, DeckNote
from app.anki.lock import Stamp
from app.anki.note_types import CSS, NOTE_TYPES, NoteType
from app.anki.progress import FIRST_DAY, Carried, Progress, carry
from app.anki.type_stamps import changed_at

Ids = dict[int, Iterator[int]]
# Four in the morning, as a study day begins. Anki takes the offset for that of this day alone, and
# the date of an import from the learner's own clock: so due days are the same in every zone.
COLLECTION_BEGAN_AT = int(datetime.combine(FIRST_DAY, time(4), UTC).timestamp())
# Without `schedVer` an importer takes the file for one of long ago and rewrites its answers.
CONF = {"schedVer": 2, "sched2021": True, "rollover": 4, "creationOffset": 0}
NOTHING_TODAY = {f"{name}Today": [0, 0] for name in ("lrn", "new", "rev", "time")}


class _Model(genanki.Model):  # type: ignore[misc]
    """genanki stamps a note type with the moment of export, and gives fields no ids."""

    def __init__(self, note_type: NoteType) -> None:
        self.changed_at = changed_at(note_type)
        super().__init__(
            note_type.id,
            note_type.name,
            fields=[
                {"name": name, "id": note_type.part_id(position)}
                for position, name in enumerate(note_type.fields)
            ],
            templates=[
                {"name": t.name, "id": note_type.part_id(50 + n), "qfmt": t.front, "afmt": t.back}
                for n, t in enumerate(note_type.templates)
            ],
            css=CSS,
            model_type=self.CLOZE if note_type.is_cloze else self.FRONT_BACK,
            sort_field_index=1,  # in Anki's browser the text says more than the key
        )

    def to_json(self, timestamp: float, deck_id: int) -> Any:
        return super().to_json(self.changed_at, deck_id)


class _Note(genanki.Note):  # type: ignore[misc]
    """genanki gives all notes of a file one stamp; this one has its own, and ids of its time."""

    stamp: Stamp
    ids: Ids

    def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: object) -> None:
        added_at = self.stamp.added_at
        ids = self.ids.setdefault(added_at, itertools.count(added_at * 1000))
        super().write_to_db(cursor, self.stamp.changed_at, deck_id, ids)


class _Deck(genanki.Deck):  # type: ignore[misc]
    """genanki says that each deck was studied on day 163."""

    def to_json(self) -> Any:
        return super().to_json() | NOTHING_TODAY


class _Cursor:
    """The face of sqlite3 that genanki looks at, before the SQLite that our lock pins."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self.execute = self.executescript = connection.cursor().execute

    @property
    def lastrowid(self) -> int:
        return self._connection.last_insert_rowid()


@dataclass(frozen=True, slots=True)
class Written:
    """`carried` is None where no progress was asked for."""

    cards: int
    carried: Carried | None


def write_collection(
    deck: CourseDeck, stamps: Mapping[str, Stamp], target: Path, progress: Progress | None = None
) -> Written:
    draft = target.with_name(f"{target.name}.draft")
    connection = apsw.Connection(str(draft))
    try:
        connection.pragma("journal_mode", "off")
        connection.pragma("synchronous", "off")
        connection.execute("begin")
        genanki.Package(_decks(deck, stamps)).write_to_db(_Cursor(connection), 0, None)
        _mend(connection, max(stamps[note.name].changed_at for note in deck.notes))
        carried = carry(connection, progress) if progress else None
        connection.execute("commit")
        # Whatever the way here, equal rows give equal bytes.
        connection.execute("vacuum into ?", (str(target),))
        return Written(int(connection.execute("select count(*) from cards").get), carried)
    finally:
        connection.close()
        draft.unlink()


def _decks(deck: CourseDeck, stamps: Mapping[str, Stamp]) -> list[_Deck]:
    """The course's own deck, empty but for its summary, and one a track."""
    whole = _Deck(_deck_id(deck.id), _deck_name(deck.title), deck.summary)
    decks, ids, due = [whole], Ids(), itertools.count(1)
    models = {note_type.id: _Model(note_type) for note_type in NOTE_TYPES}
    for track in deck.tracks:
        name = f"{_deck_name(deck.title)}::{_deck_name(track.title)}"
        decks.append(_Deck(_deck_id(f"{deck.id}.{track.id}"), name))
        for note in track.notes:
            made = _note(deck.id, note, models[note.note_type.id], next(due))
            made.stamp, made.ids = stamps[note.name], ids
            decks[-1].add_note(made)
    return decks


def _note(course: str, note: DeckNote, model: _Model, due: int) -> _Note:
    guid = genanki.guid_for("drillbook", course, note.name)
    return _Note(model, list(note.fields), tags=note.tags, guid=guid, due=due)


def _deck_name(title: str) -> str:
    """Two colons would begin a deck within it."""
    return re.sub(r"\s*::+\s*", ": ", title).strip(": ") or "Untitled"


def _deck_id(name: str) -> int:
    return int.from_bytes(sha256(f"drillbook.{name}".encode()).digest()[:6], "big") | 1 << 40


def _mend(connection: apsw.Connection, changed_at: int) -> None:
    """The one row about the collection: genanki's is fixed, and names each note type twice."""
    columns = "conf", "models", "decks", "dconf"
    row = connection.execute(f"select {', '.join(columns)} from col").fetchone()  # noqa: S608
    conf, models, decks, presets = map(json.loads, row or ())
    for deck in decks.values():
        deck["mod"] = changed_at
    for model in models.values():
        model["did"] = None  # the learner's own choice: the deck last added to
    presets["1"]["rev"]["perDay"] = 200  # Anki's own defaults, lest an import brings others
    presets["1"]["lapse"]["leechAction"] = 1
    texts = [json.dumps(made) for made in (conf | CONF, models, decks, presets)]
    connection.execute(
        "update col set conf=?, models=?, decks=?, dconf=?, crt=?, mod=?, scm=?",
        (*texts, COLLECTION_BEGAN_AT, changed_at * 1000, changed_at * 1000),
    )
