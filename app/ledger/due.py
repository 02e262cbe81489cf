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


FROM = """
    FROM derived_schedule
    WHERE learner_id = :learner_id AND edition = :edition AND asked_from_on <= :today
"""
SHARE = "(:today - counted_on) / holds_days"
FEW = f"FROM (SELECT {SHARE} AS share {FROM} ORDER BY asked_from_on [from] LIMIT :enough) AS few"
# To put in order costs more than to look at: what comes after so many cards, whichever they are,
# is not among the first so many of all. Those due the shortest are mostly the surest.
BOUNDS = {
    Order.BY_DAY: "",
    Order.SUREST_FIRST: f"AND {SHARE} <= (SELECT max(share) {FEW.replace('[from]', 'DESC')})",
    Order.LEAST_SURE_FIRST: f"AND {SHARE} >= (SELECT min(share) {FEW.replace('[from]', 'ASC')})",
}
# The order and the limit come from the index alone: the rows would cost as much again.
IDS = {
    order: Statement(f"SELECT card_id {FROM} {bound} ORDER BY {order} LIMIT :count OFFSET :skipped")
    for order, bound in BOUNDS.items()
}


def due_ids(
    connection: Connection, edition: Edition, day: date, order: Order, first: int
) -> Iterator[list[str]]:
    """In portions, the first of so many and each twice the last, until the reader has enough."""
    whose = {"learner_id": edition.learner_id, "edition": edition.number}
    skipped, count = 0, first
    while True:
        place = {"count": count, "skipped": skipped, "enough": skipped + count}
        values = {**whose, **place, "today": day_number(day)}
        ids = [card_id for (card_id,) in IDS[order].rows(connection, values)]
        yield ids
        if len(ids) < count:
            return
        skipped, count = skipped + count, count * 2
