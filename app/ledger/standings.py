"""How every card that a learner has met stands on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from app.core.standing import Standing, standing
from app.ledger.editions import Edition
from app.ledger.moments import day_number
from app.ledger.statements import Statement

ALL = Statement(
    "SELECT card_id, due_on, suspended, asked_from_on, interval_days, counted_on, holds_days "
    "FROM derived_schedule WHERE learner_id = :learner_id AND edition = :edition"
)


@dataclass(slots=True)
class Met:
    """A card that is due is still known with this likelihood; of others it is not asked."""

    card_id: str
    standing: Standing
    interval_days: int
    known: float


def standings_of(connection: Connection, edition: Edition, day: date) -> Iterator[Met]:
    """The cost is that of all cards: to be remembered until an answer or a new day changes it."""
    today = day_number(day)
    whose = {"learner_id": edition.learner_id, "edition": edition.number}
    known_after = edition.scheduler.recall_after
    for card_id, due_on, suspended, asked_from_on, interval_days, counted_on, holds in ALL.rows(
        connection, whose
    ):
        stands = standing(
            begun=due_on is not None,
            suspended=bool(suspended),
            due=asked_from_on is not None and asked_from_on <= today,
            interval_days=interval_days,
        )
        is_due = stands is Standing.DUE
        known = known_after(max(0, today - counted_on) / holds) if is_due else 0.0
        yield Met(card_id, stands, interval_days, known)
