"""A learner's own words on a card: only the learner sees them."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from app.core.errors import DrillbookError
from app.ledger.chain import checksum
from app.ledger.learners import lock_learner
from app.ledger.ledger import Ledger
from app.ledger.moments import instant
from app.ledger.tables import card_notes

LONGEST_TEXT = 10_000


def write_card_note(
    ledger: Ledger, learner_id: int, card_id: str, text: str, now: datetime
) -> None:
    """One a card; an empty text takes it away."""
    text = text.strip()
    if len(text) > LONGEST_TEXT:
        what = f"a note has at most {LONGEST_TEXT:,} characters, not {len(text):,}"
        raise DrillbookError(what, "shorten it")
    row = {
        "learner_id": learner_id,
        "card_id": card_id,
        "text": text,
        "written_at": instant(now),
    }

    def work(connection: Connection) -> None:
        lock_learner(connection, learner_id)
        mine = (card_notes.c.learner_id == learner_id) & (card_notes.c.card_id == card_id)
        connection.execute(delete(card_notes).where(mine))
        if text:
            sealed = {**row, "checksum": checksum(*row.values())}
            connection.execute(insert(card_notes).values(sealed))

    ledger.write(work)


def card_notes_of(ledger: Ledger, learner_id: int) -> dict[str, str]:
    """By card."""
    columns = select(card_notes.c.card_id, card_notes.c.text)
    mine = columns.where(card_notes.c.learner_id == learner_id).order_by(card_notes.c.card_id)
    with ledger.read() as connection:
        return {row.card_id: row.text for row in connection.execute(mine)}
