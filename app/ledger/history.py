"""A course's part of a learner's log, to be folded once more by whoever carries it elsewhere."""

from collections.abc import Generator
from itertools import groupby

from sqlalchemy import Connection, func, select

from app.core.events import Event
from app.core.scheduler import Scheduler
from app.ledger.editions import find_edition
from app.ledger.event_rows import event_of
from app.ledger.learners import Learner
from app.ledger.schedulers import chosen, scheduler_of
from app.ledger.tables import events

ROWS_TOGETHER = 2_000


def scheduler_in_use(connection: Connection, learner: Learner) -> Scheduler:
    """Whose dates the learner sees, until a rebuild for another one is done."""
    edition = find_edition(connection, learner.learner_id)
    return edition.scheduler if edition else scheduler_of(chosen(learner.settings))


def card_histories(
    connection: Connection, learner_id: int, course: str
) -> Generator[tuple[str, list[Event]], None, None]:
    """Every card of it with its events, from a cursor that holds few at a time.

    The beginnings are compared letter by letter: a server's own order may know other letters.
    """
    column, within = events.c, f"{course}."
    asked = (
        select(column.event_id, column.kind, column.card_id, column.effective_at, column.sent)
        .where(column.learner_id == learner_id)
        .where(func.substr(column.card_id, 1, len(within)) == within)
        .order_by(column.card_id)
        .execution_options(yield_per=ROWS_TOGETHER)
    )
    with connection.execute(asked) as rows:
        for card_id, group in groupby(rows, key=lambda row: str(row[2])):
            yield card_id, [event_of(*row) for row in group]
