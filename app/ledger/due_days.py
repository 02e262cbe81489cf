"""From which day each card is asked, for whoever wants to hold two plans side by side."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from app.ledger.editions import Edition
from app.ledger.moments import day
from app.ledger.statements import Statement

ASKED = Statement(
    "SELECT card_id, asked_from_on FROM derived_schedule "
    "WHERE learner_id = :learner_id AND edition = :edition AND asked_from_on IS NOT NULL "
    "AND course {among} ORDER BY card_id"
)


def due_days(
    connection: Connection, edition: Edition, courses: Sequence[str]
) -> list[tuple[str, date]]:
    """Of every card that is asked at all, in the order of ids."""
    values = {"learner_id": edition.learner_id, "edition": edition.number}
    return [(card_id, day(on)) for card_id, on in ASKED.rows(connection, values, courses)]
