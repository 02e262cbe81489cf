"""The answers of a study day, which the order of what is still to come depends on."""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from app.core.events import CLOCK_TOLERANCE, Reviewed, Voided
from app.ledger.event_rows import event_of
from app.ledger.moments import instant
from app.ledger.statements import Statement

# An answer's study day lies within two days of its instant, and an undo comes after its answer.
LOOK_BACK = timedelta(days=3)
RECENT = Statement(
    "SELECT event_id, kind, card_id, effective_at, sent FROM events "
    "WHERE learner_id = :learner_id AND effective_at BETWEEN :since AND :until "
    "AND kind IN ('reviewed', 'voided') ORDER BY effective_at, event_id"
)


def answers_of_day(
    connection: Connection, learner_id: int, day: date, now: datetime
) -> list[Reviewed]:
    """In the order in which they were given, without those undone."""
    asked = {
        "learner_id": learner_id,
        "since": instant(now - LOOK_BACK),
        "until": instant(now + CLOCK_TOLERANCE),
    }
    recent = [
        event_of(id_, kind, card_id, at, sent)
        for id_, kind, card_id, at, sent in RECENT.rows(connection, asked)
    ]
    undone = {event.voids for event in recent if isinstance(event, Voided)}
    given = [event for event in recent if isinstance(event, Reviewed) and event.day == day]
    return [event for event in given if event.id not in undone]
