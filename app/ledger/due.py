"""What is due by a day, in any order or by recall. The cost is that of what is due."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, func, select

from app.core.schedule import Schedule
from app.ledger.editions import Edition
from app.ledger.moments import day_number
from app.ledger.schedules import schedule_of
from app.ledger.statements import Statement
from app.ledger.tables import derived_schedule

ROWS_TOGETHER = 200


class Order(StrEnum):
    """Recall falls with days since / days held, under either scheduler."""

    BY_DAY = "asked_from_on, card_id"
    SUREST_FIRST = "(:today - counted_on) / holds_days, card_id"
    LEAST_SURE_FIRST = "(:today - counted_on) / holds_days DESC, card_id"


# The order and the limit from the index alone, then the rows of those few.
SQL = """
    SELECT s.* FROM (
        SELECT learner_id, edition, card_id FROM derived_schedule
        WHERE learner_id = :learner_id AND edition = :edition AND asked_from_on <= :today
        ORDER BY [order] LIMIT :count OFFSET :skipped
    ) d JOIN derived_schedule s USING (learner_id, edition, card_id) ORDER BY [order]
"""
DUE = {order: Statement(SQL.replace("[order]", order)) for order in Order}


def due_cards(
    connection: Connection, edition: Edition, day: date, order: Order = Order.BY_DAY
) -> Iterator[list[Schedule]]:
    """In portions, each twice as large, until the reader has enough."""
    skipped, count = 0, ROWS_TOGETHER
    values = {"learner_id": edition.learner_id, "edition": edition.number}
    while True:
        asked = {**values, "today": day_number(day), "count": count, "skipped": skipped}
        rows = DUE[order].run(connection, asked).mappings().all()
        if rows:
            yield [schedule_of(row, edition.scheduler) for row in rows]
        if len(rows) < count:
            return
        skipped, count = skipped + count, count * 2


def count_due(connection: Connection, edition: Edition, day: date) -> int:
    """All of it, siblings and cards that are no more in the library too."""
    table = derived_schedule
    asked = select(func.count()).where(
        table.c.learner_id == edition.learner_id,
        table.c.edition == edition.number,
        table.c.asked_from_on <= day_number(day),
    )
    return connection.scalar(asked) or 0
