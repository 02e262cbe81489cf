"""What a learner says is wrong with a card, kept for its author; and all of it, for the author."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.ledger.flags import LONGEST_TEXT as LONGEST_TEXT
from app.ledger.flags import Flag, add_flag, flags_of
from app.ledger.learners import Learner, list_learners
from app.ledger.ledger import Ledger
from app.library.snapshot import Snapshot
from app.services.my_note import require_card


@dataclass(frozen=True, slots=True)
class Report:
    """`path` is empty for a card that is in no lesson any more."""

    card_id: str
    path: str
    line: int
    prompt: str
    text: str
    flagged_at: datetime


def report_mistake(
    ledger: Ledger,
    library: Snapshot,
    learner: Learner,
    flag_id: str,
    card_id: str,
    text: str,
    now: datetime,
) -> None:
    """The id comes from the form, so that a double click reports once."""
    require_card(library, card_id)
    add_flag(ledger, learner.learner_id, Flag(flag_id, card_id, text, now))


def list_reports(ledger: Ledger, library: Snapshot) -> list[Report]:
    """In the order of the lessons' files and lines. Who reported it is not told."""
    flags = [flag for each in list_learners(ledger) for flag in flags_of(ledger, each.learner_id)]
    return sorted(_located(flags, library), key=lambda each: (each.path, each.line, each.text))


def _located(flags: list[Flag], library: Snapshot) -> Iterator[Report]:
    lines = {row["id"]: row for row in library.lines([flag.card_id for flag in flags])}
    for flag in flags:
        at = lines.get(flag.card_id, {"path": "", "line": 0, "prompt_text": ""})
        yield Report(
            flag.card_id, at["path"], at["line"], at["prompt_text"], flag.text, flag.flagged_at
        )
