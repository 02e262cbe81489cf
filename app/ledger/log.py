"""Reading the log: a card's events, a learner's whole history in the order of cards."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from app.core.events import Event
from app.ledger.event_rows import event_of
from app.ledger.statements import Statement
from app.ledger.tables import events

EVENTS_TOGETHER = 5_000
NO_END = 2**63 - 1
COLUMNS = (
    events.c.event_id,
    events.c.kind,
    events.c.card_id,
    events.c.effective_at,
    events.c.sent,
)

OF_CARDS = Statement(
    "SELECT event_id, kind, card_id, effective_at, sent FROM events {by[events_by_card]} "
    "WHERE learner_id = :learner_id AND card_id {among} AND number <= :up_to"
)
LAST_CARD = Statement(
    "SELECT max(card_id) FROM (SELECT card_id FROM events {by[events_by_card]} "
    "WHERE learner_id = :learner_id AND card_id > :after_card AND number <= :up_to "
    "ORDER BY card_id LIMIT :events_together) AS next_events"
)
BETWEEN = Statement(
    "SELECT event_id, kind, card_id, effective_at, sent FROM events {by[events_by_card]} "
    "WHERE learner_id = :learner_id AND card_id > :after_card AND card_id <= :last_card "
    "AND number <= :up_to ORDER BY card_id"
)


def events_of_cards(
    connection: Connection, learner_id: int, cards: Sequence[str], *, up_to: int = NO_END
) -> dict[str, list[Event]]:
    values = {"learner_id": learner_id, "up_to": up_to}
    return _by_card(OF_CARDS.rows(connection, values, cards))


def next_cards(
    connection: Connection, learner_id: int, *, after_card: str = "", up_to: int = NO_END
) -> dict[str, list[Event]]:
    """The next some thousand events in the database's order of cards, every card whole; none at
    the end."""
    values = {"learner_id": learner_id, "after_card": after_card, "up_to": up_to}
    [(last,)] = LAST_CARD.rows(connection, {**values, "events_together": EVENTS_TOGETHER})
    return _by_card(BETWEEN.rows(connection, {**values, "last_card": last})) if last else {}


def card_by_card(
    connection: Connection, learner_id: int, *, up_to: int = NO_END
) -> Iterator[tuple[str, list[Event]]]:
    """Every card with its events, in the order of ids; few are held at a time."""
    last = ""
    while cards := next_cards(connection, learner_id, after_card=last, up_to=up_to):
        yield from cards.items()
        last = next(reversed(cards))


def _by_card(rows: Iterable[tuple[Any, ...]]) -> dict[str, list[Event]]:
    found = defaultdict[str, list[Event]](list)
    for row in rows:
        found[row[2]].append(event_of(*row))
    return found


def events_since(connection: Connection, learner_id: int, number: int) -> list[Event]:
    asked = select(*COLUMNS).where(events.c.learner_id == learner_id, events.c.number > number)
    return [event_of(*row) for row in connection.execute(asked)]
