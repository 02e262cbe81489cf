"""Anki itself, as its learners run it: the PyPI engine on a collection of its own.

Without ANKI_TEST_MODE, which sets its clock back by two hours between two and four at night.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

OUTCOMES = ("new", "updated", "duplicate", "conflicting", "empty_first_field", "missing_deck")
Row = tuple[Any, ...]


class Anki:
    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.collection = Collection(str(folder / "collection.anki2"))

    def close(self) -> None:
        self.collection.close()

    def take(self, package: Path, *, with_progress: bool = False) -> dict[str, int]:
        """Imports with the options that Anki's window starts with, but for the box that a learner
        is told to tick; outcomes that occurred."""
        options = ImportAnkiPackageOptions(with_scheduling=with_progress)
        request = ImportAnkiPackageRequest(package_path=str(package), options=options)
        log = self.collection.import_anki_package(request).log
        counts = {name: len(getattr(log, name)) for name in OUTCOMES}
        return {name: count for name, count in counts.items() if count}

    def note(self, key: str) -> Any:
        """By the identity that stands in its first field."""
        (found,) = self.collection.find_notes(f'"Key:{key}"')
        return self.collection.get_note(found)

    def cards(self, key: str) -> list[Any]:
        return self.note(key).cards()

    def all_cards(self) -> Iterator[Any]:
        return map(self.collection.get_card, self.collection.find_cards(""))

    def rows(self, query: str, *values: Any) -> list[Row]:
        assert self.collection.db is not None
        return [tuple(row) for row in self.collection.db.all(query, *values)]

    def schedules(self) -> dict[tuple[str, int], Row]:
        """All that Anki remembers of each card, by its note's key."""
        query = (
            "select substr(n.flds, 1, instr(n.flds, char(31)) - 1), c.ord, c.did, c.type, c.queue,"
            " c.due, c.ivl, c.factor, c.reps, c.lapses from cards c join notes n on c.nid = n.id"
        )
        return {(row[0], row[1]): row[2:] for row in self.rows(query)}

    def due_days(self) -> dict[tuple[str, int], date]:
        """Of each card that is to be reviewed, by Anki's own clock and zone."""
        timing = self.collection._backend.sched_timing_today()
        tomorrow = datetime.fromtimestamp(timing.next_day_at).date()
        first = tomorrow - timedelta(days=timing.days_elapsed + 1)
        cards = self.schedules().items()
        return {key: first + timedelta(days=row[3]) for key, row in cards if row[1] == 2}

    def log(self) -> list[Row]:
        """The note's key, the card's number, and all that Anki remembers of each answer."""
        query = (
            "select substr(n.flds, 1, instr(n.flds, char(31)) - 1), c.ord, r.id, r.ease, r.ivl,"
            " r.lastIvl, r.factor, r.time, r.type from revlog r join cards c on c.id = r.cid"
            " join notes n on n.id = c.nid order by r.id"
        )
        return self.rows(query)

    def study(self) -> None:
        """As if every card had been learned, each with an interval of its own."""
        assert self.collection.db is not None
        self.collection.db.execute(
            "update cards set type=2, queue=2, due=100 + ord, ivl=10 + ord, factor=2350, reps=5"
        )

    def tags(self, key: str) -> set[str]:
        return set(self.note(key).tags)

    def decks(self) -> set[str]:
        return {deck.name for deck in self.collection.decks.all_names_and_ids()} - {"Default"}
