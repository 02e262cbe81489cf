"""The cards that a learner has set aside."""

from sqlalchemy import Connection

from app.ledger.editions import Edition
from app.ledger.statements import Statement

ASIDE = Statement(
    "SELECT card_id FROM derived_schedule "
    "WHERE learner_id = :learner_id AND edition = :edition AND suspended = 1 ORDER BY card_id"
)


def set_aside_ids(connection: Connection, edition: Edition) -> list[str]:
    values = {"learner_id": edition.learner_id, "edition": edition.number}
    return [card_id for (card_id,) in ASIDE.rows(connection, values)]
