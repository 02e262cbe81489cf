"""What is due by a day, in any order or by recall. The cost is that of what is due."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection

from app.ledger.editions import Edition
from app.ledger.moments import day_number
from app.ledger.statements import Statement


class Order(StrEnum):
    """Recall falls with days since / days held, under either scheduler. The least sure first is
    the surest first backwards, so that alike ones come in one order from either end.
    """

    BY_DAY = "asked_from_on, card_id"
    SUREST_FIRST = "(:today - counted_on) / holds_days, card_id"
    LEAST_SURE_FIRST = "(:today - counted_on) / holds_days DESC, card_id DESC"


# The order and the limit come from the index alone: the rows would cost as much again.
DUE = """
    SELECT card_id FROM derived_schedule
    WHERE learner_id = :learner_id AND edition = :edition AND asked_from_on <= :today
    ORDER BY [order] LIMIT :count OFFSET :skipped
"""
IDS = {order: Statement(DUE.replace("[order]", order)) for order in Order}


def due_ids(
    connection: Connection, edition: Edition, day: date, order: Order, first: int
) -> Iterator[list[str]]:
    """In portions, the first of so many and each twice the last, until the reader has enough."""
    whose = {"learner_id": edition.learner_id, "edition": edition.number}
    skipped, count = 0, first
    while True:
        place = {"today": day_number(day), "count": count, "skipped": skipped}
        ids = [card_id for (card_id,) in IDS[order].rows(connection, {**whose, **place})]
        yield ids
        if len(ids) < count:
            return
        skipped, count = skipped + count, count * 2
