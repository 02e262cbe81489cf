"""Which cards are due by now, and which come in the days ahead. The cost is that of these."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from app.ledger.editions import Edition
from app.ledger.moments import day, day_number
from app.ledger.statements import Statement

FROM = "FROM derived_schedule WHERE learner_id = :learner_id AND edition = :edition"
SCHEDULED = Statement(
    f"SELECT card_id, asked_from_on {FROM} AND asked_from_on > :after AND asked_from_on <= :until"
)
DUE = Statement(
    f"SELECT card_id, interval_days, counted_on, holds_days {FROM} AND asked_from_on <= :today"
)


class DueCard(NamedTuple):
    """There may be very many of them, so they are made with as little as will do."""

    card_id: str
    interval_days: int
    recall: float


def scheduled(
    connection: Connection, edition: Edition, after: date, until: date
) -> Iterator[tuple[str, date]]:
    """What is due already is not among them."""
    values = {**_of(edition), "after": day_number(after), "until": day_number(until)}
    for card_id, asked_from_on in SCHEDULED.rows(connection, values):
        yield card_id, day(asked_from_on)


def all_due(connection: Connection, edition: Edition, on: date) -> Iterator[DueCard]:
    """Recall is predicted from what the order of due cards is made of: days since / days held."""
    today = day_number(on)
    recall_after = edition.scheduler.recall_after
    for card_id, interval_days, counted_on, holds_days in DUE.rows(
        connection, {**_of(edition), "today": today}
    ):
        share = max(0, today - counted_on) / holds_days
        yield DueCard(card_id, interval_days, recall_after(share))


def _of(edition: Edition) -> dict[str, int]:
    return {"learner_id": edition.learner_id, "edition": edition.number}
