"""Reading the log: a card's events, a learner's whole history in the order of cards."""

from collections import defaultdict
from collections.abc import Generator, Sequence
from itertools import groupby

from sqlalchemy import Connection, select

from app.core.events import Event
from app.ledger.event_rows import event_of
from app.ledger.statements import Statement
from app.ledger.tables import events

ROWS_TOGETHER = 2_000
COLUMNS = (
    events.c.event_id,
    events.c.kind,
    events.c.card_id,
    events.c.effective_at,
    events.c.sent,
)

OF_CARDS = Statement(
    "SELECT event_id, kind, card_id, effective_at, sent FROM events {by[events_by_card]} "
    "WHERE learner_id = :learner_id AND card_id {among}"
)


def events_of_cards(
    connection: Connection, learner_id: int, cards: Sequence[str]
) -> dict[str, list[Event]]:
    found = defaultdict[str, list[Event]](list)
    for id_, kind, card_id, at, sent in OF_CARDS.rows(
        connection, {"learner_id": learner_id}, cards
    ):
        found[card_id].append(event_of(id_, kind, card_id, at, sent))
    return found


def card_by_card(
    connection: Connection, learner_id: int, *, after_card: str = "", up_to: int | None = None
) -> Generator[tuple[str, list[Event]], None, None]:
    """Every card with its events, in the order of ids, from a cursor that holds few at a time.

    To be closed by whoever stops early.
    """
    asked = select(*COLUMNS).where(events.c.learner_id == learner_id, events.c.card_id > after_card)
    if up_to is not None:
        asked = asked.where(events.c.number <= up_to)
    ordered = asked.order_by(events.c.card_id).execution_options(yield_per=ROWS_TOGETHER)
    with connection.execute(ordered) as rows:
        for card_id, group in groupby(rows, key=lambda row: str(row[2])):
            yield card_id, [event_of(*row) for row in group]


def events_since(connection: Connection, learner_id: int, number: int) -> list[Event]:
    asked = select(*COLUMNS).where(events.c.learner_id == learner_id, events.c.number > number)
    return [event_of(*row) for row in connection.execute(asked)]
