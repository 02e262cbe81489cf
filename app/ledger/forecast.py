"""What is scheduled for the days to come. The cost is that of the days asked for."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from app.ledger.editions import Edition
from app.ledger.moments import day, day_number
from app.ledger.statements import Statement

SCHEDULED = Statement(
    "SELECT asked_from_on, COUNT(*) FROM derived_schedule "
    "WHERE learner_id = :learner_id AND edition = :edition "
    "AND asked_from_on > :after AND asked_from_on <= :until AND course {among} "
    "GROUP BY asked_from_on"
)
NEXT = Statement(
    "SELECT asked_from_on FROM derived_schedule "
    "WHERE learner_id = :learner_id AND edition = :edition "
    "AND asked_from_on > :after AND course {among} ORDER BY asked_from_on LIMIT 1"
)


def scheduled(
    connection: Connection, edition: Edition, courses: Sequence[str], after: date, until: date
) -> dict[date, int]:
    """How many cards come on each of these days; what is due already is not among them."""
    values = {**_of(edition), "after": day_number(after), "until": day_number(until)}
    return {day(on): cards for on, cards in SCHEDULED.rows(connection, values, courses)}


def next_scheduled(
    connection: Connection, edition: Edition, courses: Sequence[str], after: date
) -> date | None:
    """However far away it is."""
    rows = NEXT.rows(connection, {**_of(edition), "after": day_number(after)}, courses)
    return day(rows[0][0]) if rows else None


def _of(edition: Edition) -> dict[str, int]:
    return {"learner_id": edition.learner_id, "edition": edition.number}
