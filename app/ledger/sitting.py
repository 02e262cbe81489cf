"""The answers of a study day, which the order of what is still to come depends on."""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select

from app.core.events import Event, Reviewed, Voided
from app.ledger.event_rows import event_of
from app.ledger.log import COLUMNS
from app.ledger.moments import instant
from app.ledger.tables import events

# An answer's study day lies within two days of its instant, and a clock may be set back since.
LOOK_BACK = timedelta(days=4)
ROWS_TOGETHER = 200


def answers_of_day(
    connection: Connection, learner_id: int, day: date, now: datetime
) -> list[Reviewed]:
    """In the order in which they were given, without those undone."""
    recent = _since(connection, learner_id, instant(now - LOOK_BACK))
    undone = {event.voids for event in recent if isinstance(event, Voided)}
    given = [event for event in recent if isinstance(event, Reviewed) and event.day == day]
    kept = [event for event in given if event.id not in undone]
    return sorted(kept, key=lambda event: (event.effective_at, event.id))


def _since(connection: Connection, learner_id: int, received_at: int) -> list[Event]:
    """Backwards from the newest, so that it costs what came in lately."""
    found: list[Event] = []
    table, before = events, 1 << 62
    while True:
        asked = select(*COLUMNS, table.c.received_at, table.c.number).where(
            table.c.learner_id == learner_id, table.c.number < before
        )
        newest_first = asked.order_by(table.c.number.desc()).limit(ROWS_TOGETHER)
        rows = connection.execute(newest_first).all()
        recent = [row for row in rows if row.received_at >= received_at]
        found += [event_of(*row[:5]) for row in recent]
        if len(recent) < ROWS_TOGETHER:
            return found
        before = rows[-1].number
