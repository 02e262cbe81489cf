"""`python -m tests.bench.progress [CARDS [ANSWERS_EACH]]`: a deck with all that was learned.

Beside the same deck without it, and beside Anki's own exporter on the collection that took ours.
"""

import resource
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import perf_counter

from anki.collection import (
    Collection,
    DeckIdLimit,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

from app.anki.deck import CourseDeck, DeckNote, Track
from app.anki.lock import DeckLock
from app.anki.note_types import CLOZE
from app.anki.package import write_package
from app.anki.progress import Progress
from app.core.schedule import explain
from app.ledger.history import card_histories, scheduler_in_use
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.opening import open_file
from tests.bench.ledger_events import card_name, learner_with
from tests.ledger.making import TODAY

CARDS, ANSWERS_EACH = 100_000, 10
NOW = 1_750_000_000


def sample_deck(cards: int) -> CourseDeck:
    """One card a note, with the names that the learner's log has."""
    notes = (_note(card_name(number)) for number in range(cards))
    return CourseDeck("bench", "Bench", "", (Track("t", "Track", tuple(notes)),))


def _note(card: str) -> DeckNote:
    key = card.rpartition(".")[0]
    text = f"<p>Of all the words here, {{{{c1::{key}}}}} is the one that is hidden.</p>"
    fields = (key, text, "Bench · Track", "Section", "<p>Because it is.</p>", "", "", "", "")
    return DeckNote(key.partition(".")[2], CLOZE, fields, ("course::bench",), "a.md:1")


def write(deck: CourseDeck, package: Path, progress: Progress | None = None) -> None:
    stamps = DeckLock().stamped(deck.digests, NOW).stamps
    with package.open("wb") as file:
        write_package(deck, stamps, {}, file, package.parent, progress)


def with_progress(deck: CourseDeck, package: Path, ledger: Ledger, learner: Learner) -> None:
    with (
        ledger.read() as connection,
        closing(card_histories(connection, learner.learner_id, "bench")) as logs,
    ):
        scheduler = scheduler_in_use(connection, learner)
        histories = ((card, explain(card, log, scheduler)) for card, log in logs)
        write(deck, package, Progress(histories, scheduler, TODAY))


def taken_by_anki(package: Path, folder: Path) -> Collection:
    folder.mkdir()
    collection = Collection(str(folder / "collection.anki2"))
    options = ImportAnkiPackageOptions(with_scheduling=True)
    request = ImportAnkiPackageRequest(package_path=str(package), options=options)
    collection.import_anki_package(request)
    return collection


def by_anki(collection: Collection, target: Path) -> None:
    whole = collection.decks.by_name("Bench")
    assert whole is not None
    options = ExportAnkiPackageOptions(with_scheduling=True, legacy=True)
    limit = DeckIdLimit(whole["id"])
    collection.export_anki_package(out_path=str(target), options=options, limit=limit)


def measured(what: str, work: Callable[[], object], file: Path) -> None:
    start = perf_counter()
    work()
    seconds = perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = file.stat().st_size / 2**20
    print(f"{what:28} {seconds:7.2f} s  {peak:6.0f} MiB so far  {size:7.2f} MiB file", flush=True)


def main() -> None:
    given = [int(word) for word in sys.argv[1:]]
    cards, each = given + [CARDS, ANSWERS_EACH][len(given) :]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledger = open_file(folder / "ledger.db")
        learner = learner_with(ledger, "ada", cards, each)
        deck = sample_deck(cards)
        print(f"{cards:,} cards, {cards * each:,} answers")
        plain, full, theirs = (folder / f"{n}.apkg" for n in ("plain", "full", "theirs"))
        measured("without progress", lambda: write(deck, plain), plain)
        measured("with progress", lambda: with_progress(deck, full, ledger, learner), full)
        ledger.close()
        collection = taken_by_anki(full, folder / "anki")
        (rows,) = collection.db.list("select count() from revlog") if collection.db else [0]
        assert rows == cards * each
        measured("Anki's own exporter", lambda: by_anki(collection, theirs), theirs)
        collection.close()


if __name__ == "__main__":
    main()
