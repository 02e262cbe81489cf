"""A learner's own words on a card, shown on its back to nobody else."""

from datetime import datetime

from app.core.errors import NotFound
from app.ledger.card_notes import LONGEST_TEXT as LONGEST_TEXT
from app.ledger.card_notes import card_notes_of, write_card_note
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.library.snapshot import Snapshot


def find_my_note(ledger: Ledger, learner: Learner, card_id: str) -> str:
    return card_notes_of(ledger, learner.learner_id).get(card_id, "")


def write_my_note(
    ledger: Ledger, library: Snapshot, learner: Learner, card_id: str, text: str, now: datetime
) -> None:
    """An empty text takes the note away."""
    require_card(library, card_id)
    write_card_note(ledger, learner.learner_id, card_id, text, now)


def require_card(library: Snapshot, card_id: str) -> None:
    if not library.cards_named([card_id]):
        raise NotFound(f"there is no card {card_id!r}")
