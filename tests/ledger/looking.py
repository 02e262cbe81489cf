"""What a ledger holds, in a form that two of them can be compared in."""

from typing import Any

from sqlalchemy import select

from app.ledger.editions import find_edition
from app.ledger.ledger import Ledger
from app.ledger.tables import derived_day, derived_schedule, events

State = dict[str, list[tuple[Any, ...]]]


def state(ledger: Ledger, learner_id: int) -> State:
    """Of one learner; the number of the edition in use says nothing."""
    with ledger.read() as connection:
        edition = find_edition(connection, learner_id)
        assert edition
        found: State = {}
        for table in (derived_schedule, derived_day):
            columns = [c for c in table.columns if c.name not in ("learner_id", "edition")]
            mine = (table.c.learner_id == learner_id) & (table.c.edition == edition.number)
            rows = connection.execute(select(*columns).where(mine))
            found[table.name] = sorted(map(tuple, rows), key=repr)
        sent = (events.c.event_id, events.c.kind, events.c.card_id, events.c.sent)
        mine = events.c.learner_id == learner_id
        found["events"] = sorted(map(tuple, connection.execute(select(*sent).where(mine))))
    return found
