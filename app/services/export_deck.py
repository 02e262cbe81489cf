"""Courses as Anki decks: what changed gets a new stamp, and nothing else does."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.anki.folder import NoRoomForDeck as NoRoomForDeck
from app.anki.folder import write_deck
from app.lessons.problems import Problem
from app.services.gather_decks import Draft, gather_decks, has_errors


@dataclass(frozen=True, slots=True)
class ExportedDeck:
    path: str
    notes: int
    cards: int
    changed: int


@dataclass(frozen=True, slots=True)
class ExportReport:
    """A course with an error in it keeps the deck that it had; `problems` say why, and what
    endangers a learner's progress."""

    decks: tuple[ExportedDeck, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> bool:
        return has_errors(self.problems)


def export_decks(
    courses: Sequence[Path], folder: Path, locks: Path, now: int, address: str = ""
) -> ExportReport:
    """`locks` is where stamps are kept; `now` are seconds since 1970; `address` is where readers
    find the lessons."""
    decks: list[ExportedDeck] = []
    problems: list[Problem] = []
    with closing(gather_decks(courses, locks, now, address)) as drafts:
        for gathered in drafts:
            problems += gathered.problems
            if gathered.draft:
                decks.append(_export(gathered.draft, folder, locks))
    return ExportReport(tuple(decks), tuple(sorted(problems)))


def _export(draft: Draft, folder: Path, locks: Path) -> ExportedDeck:
    package = folder / f"{draft.deck.id}.apkg"
    written = write_deck(package, locks, draft.deck, draft.lock, draft.media.files)
    return ExportedDeck(package.as_posix(), draft.notes, written.cards, draft.changed)
