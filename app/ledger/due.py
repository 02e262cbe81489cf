"""What is due by a day, in any order or by recall. The cost is that of what is due."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection

from app.core.schedule import Schedule
from app.ledger.editions import Edition
from app.ledger.moments import day_number
from app.ledger.schedules import COLUMNS, schedule_of
from app.ledger.statements import Statement

ROWS_TOGETHER = 200


class Order(StrEnum):
    """Recall falls with days since / days held, under either scheduler."""

    SUREST_FIRST = "(:today - counted_on) / holds_days, card_id"
    LEAST_SURE_FIRST = "(:today - counted_on) / holds_days DESC, card_id"


DUE = """
    FROM derived_schedule
    WHERE learner_id = :learner_id AND edition = :edition AND asked_from_on <= :today
    ORDER BY [order] LIMIT :count OFFSET :skipped
"""
IDS = "SELECT card_id" + DUE
# The order and the limit from the index alone, then the rows of those few.
ROWS = """
    SELECT [columns] FROM (SELECT learner_id, edition, card_id [due]) d
    JOIN derived_schedule s USING (learner_id, edition, card_id) ORDER BY [order]
""".replace("[due]", DUE).replace("[columns]", COLUMNS)
BY_DAY = Statement(IDS.replace("[order]", "asked_from_on, card_id"))
BY_RECALL = {order: Statement(ROWS.replace("[order]", order)) for order in Order}


def due_ids(connection: Connection, edition: Edition, day: date) -> Iterator[list[str]]:
    """In portions, each twice as large, until the reader has enough."""
    for values in _portions(edition, day, ROWS_TOGETHER):
        ids = [card_id for (card_id,) in BY_DAY.rows(connection, values)]
        yield ids
        if len(ids) < values["count"]:
            return


def due_cards(
    connection: Connection, edition: Edition, day: date, order: Order, first: int
) -> Iterator[list[Schedule]]:
    """In portions too, the first one of so many."""
    for values in _portions(edition, day, first):
        rows = BY_RECALL[order].rows(connection, values)
        yield [schedule_of(*row, scheduler=edition.scheduler) for row in rows]
        if len(rows) < values["count"]:
            return


def _portions(edition: Edition, day: date, count: int) -> Iterator[dict[str, int]]:
    skipped = 0
    whose = {"learner_id": edition.learner_id, "edition": edition.number}
    while True:
        yield {**whose, "today": day_number(day), "count": count, "skipped": skipped}
        skipped, count = skipped + count, count * 2
