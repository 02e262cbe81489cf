"""Where cards stand, without what their scheduler remembers: asked for with each answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from app.ledger.moments import day_or_none
from app.ledger.statements import Statement

IN_USE = Statement(
    "SELECT s.card_id, s.due_on, s.interval_days, s.reps, s.lapses, s.suspended, "
    "s.buried_until_on FROM derived_edition e JOIN derived_schedule s "
    "ON s.learner_id = e.learner_id AND s.edition = e.edition "
    "WHERE e.learner_id = :learner_id AND s.card_id {among}"
)


@dataclass(frozen=True, slots=True)
class CardState:
    """`due_on` is null for a card that is new."""

    due_on: date | None = None
    interval_days: int = 0
    reps: int = 0
    lapses: int = 0
    suspended: bool = False
    buried_until: date | None = None


def card_states(
    connection: Connection, learner_id: int, cards: Sequence[str]
) -> dict[str, CardState]:
    """Of those of these cards that any event is of."""
    rows = IN_USE.rows(connection, {"learner_id": learner_id}, cards)
    return {
        card_id: CardState(
            day_or_none(due_on), days, reps, lapses, bool(suspended), day_or_none(buried_until_on)
        )
        for card_id, due_on, days, reps, lapses, suspended, buried_until_on in rows
    }
