"""`python -m tests.bench.deck [NOTES]...`: writing a deck, beside bare genanki and Anki itself.

The same notes thrice, each writer in a process of its own: seconds, notes a second, and the most
memory that it held, the notes included. Bare genanki is given the compression that ours has.
"""

import itertools
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import genanki
from anki.collection import (
    Collection,
    DeckIdLimit,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

from app.anki.archive import LEVEL
from app.anki.deck import CourseDeck, DeckNote, Track
from app.anki.lock import DeckLock
from app.anki.note_types import CHOICE, CLOZE, CODE, CSS, TWO_SIDED, NoteType
from app.anki.package import write_package

NOW = 1_750_000_000
IN_A_TRACK = 500
SIZES = (10_000, 100_000)
WRITERS = ("ours", "bare", "anki")
ROUNDS = 3
KINDS = (TWO_SIDED, CLOZE, TWO_SIDED, CODE, CLOZE, CHOICE)
WORDS = [f"{a}{b}{c}" for a in ("ka", "lo", "mi", "te") for b in ("ra", "sen", "vo") for c in "nst"]


def sample_deck(notes: int) -> CourseDeck:
    draw = Random(1)
    made = [_note(number, KINDS[number % len(KINDS)], draw) for number in range(notes)]
    tracks = (
        Track(f"t{n}", f"Track {n}", tuple(made[n : n + IN_A_TRACK]))
        for n in range(0, notes, IN_A_TRACK)
    )
    return CourseDeck("bench", "Bench", "", tuple(tracks))


def _note(number: int, note_type: NoteType, draw: Random) -> DeckNote:
    def words(count: int) -> str:
        return " ".join(draw.choices(WORDS, k=count))

    own = {
        TWO_SIDED.id: (f"<p>{words(12)}?</p>", words(3), words(3), f"<p>{words(12)}?</p>", "1", ""),
        CLOZE.id: (f"<p>{words(6)} {{{{c1::{words(2)}}}}} {words(5)}.</p>",),
        CODE.id: (
            f'<pre class="code"><code><span class="n">{{{{c1::{words(1)}}}}}</span>\n</pre>',
        ),
        CHOICE.id: (
            f"<p>{words(8)}?</p>",
            f"<ol><li>{words(20)}</ol>",
            f"<ol><li>{words(40)}</ol>",
        ),
    }[note_type.id]
    about = ("Bench · Track", words(3), f"<p>{words(10)}.</p>", "", "", "", "")
    tags = ("course::bench", f"track::bench::t{number // IN_A_TRACK}", "kind::bench")
    return DeckNote(f"n{number}", note_type, (f"bench.n{number}", *own, *about), tags, "a.md:1")


def ours(deck: CourseDeck, folder: Path) -> None:
    lock = DeckLock().stamped(deck.digests, NOW)
    (folder / "bench.lock").write_text(lock.text(), encoding="utf-8")
    with (folder / "bench.apkg").open("wb") as file:
        write_package(deck, lock.stamps, {}, file, folder)


def bare_genanki(deck: CourseDeck, folder: Path) -> None:
    models = {each.id: _model(each) for each in KINDS}
    decks = []
    for number, track in enumerate(deck.tracks, 1 << 30):
        decks.append(genanki.Deck(number, f"{deck.title}::{track.title}"))
        for note in track.notes:
            guid = genanki.guid_for(deck.id, note.name)
            model, fields = models[note.note_type.id], list(note.fields)
            decks[-1].add_note(genanki.Note(model, fields, tags=note.tags, guid=guid))
    connection = sqlite3.connect(folder / "bare.anki2")
    genanki.Package(decks).write_to_db(connection.cursor(), NOW, itertools.count(NOW * 1000))
    connection.commit()
    connection.close()
    with zipfile.ZipFile(folder / "bare.apkg", "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as z:
        z.write(folder / "bare.anki2", "collection.anki2")
        z.writestr("media", "{}")


def _model(note_type: NoteType) -> Any:
    fields = [{"name": name} for name in note_type.fields]
    templates = [{"name": t.name, "qfmt": t.front, "afmt": t.back} for t in note_type.templates]
    kind = int(note_type.is_cloze)
    return genanki.Model(note_type.id, note_type.name, fields, templates, CSS, kind)


def anki_itself(deck: CourseDeck, folder: Path) -> Callable[[], None]:
    """The export alone is measured; the collection is filled from our file before."""
    ours(deck, folder)
    collection = Collection(str(folder / "collection.anki2"))
    package = str(folder / "bench.apkg")
    request = ImportAnkiPackageRequest(package_path=package, options=ImportAnkiPackageOptions())
    collection.import_anki_package(request)
    options = ExportAnkiPackageOptions(legacy=True)
    whole = collection.decks.by_name("Bench")
    assert whole is not None

    def export() -> None:
        target = str(folder / "anki.apkg")
        collection.export_anki_package(
            out_path=target, options=options, limit=DeckIdLimit(whole["id"])
        )
        collection.close()

    return export


def measure(writer: str, notes: int) -> None:
    """Run in a process of its own."""
    deck = sample_deck(notes)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run: Callable[[], object]
        if writer == "anki":
            run = anki_itself(deck, folder)
        else:
            write = ours if writer == "ours" else bare_genanki
            run = lambda: write(deck, folder)  # noqa: E731
        start = perf_counter()
        run()
        seconds = perf_counter() - start
        size = (
            folder / {"ours": "bench.apkg", "bare": "bare.apkg"}.get(writer, "anki.apkg")
        ).stat()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak": peak, "bytes": size.st_size}))


def compare(notes: int) -> None:
    """In turns, so that a busy moment meets all of them; the best of each is shown."""
    rounds = [{writer: _run(writer, notes) for writer in WRITERS} for _ in range(ROUNDS)]
    found = {
        writer: min((each[writer] for each in rounds), key=lambda run: run["seconds"])
        for writer in WRITERS
    }
    for writer, run in found.items():
        seconds, ratio = run["seconds"], run["seconds"] / found["bare"]["seconds"]
        print(
            f"{notes:>7} notes  {writer:5} {seconds:7.2f} s  {notes / seconds:>9,.0f} notes/s  "
            f"{ratio:5.2f} x bare  {run['peak']:6.0f} MiB  {run['bytes'] / 2**20:6.2f} MiB file"
        )


def _run(writer: str, notes: int) -> dict[str, float]:
    words = [sys.executable, "-m", "tests.bench.deck", "--one", writer, str(notes)]
    ran = subprocess.run(words, capture_output=True, text=True, check=True)
    return dict(json.loads(ran.stdout.splitlines()[-1]))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(sys.argv[2], int(sys.argv[3]))
    else:
        for size in [int(word) for word in sys.argv[1:]] or SIZES:
            compare(size)
