"""What devices send, taken in: each event with what became of it and where its card stands now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.core.events import Event
from app.ledger.append import Outcome as Outcome
from app.ledger.append import Result, append
from app.ledger.card_states import CardState, card_states
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.log import events_of_cards
from app.library.snapshot import Snapshot

NEW = CardState()


@dataclass(frozen=True, slots=True)
class Taken:
    """`schedule` is where the card stands after all events of the call; null for what is not in
    the log.
    """

    id: str | None
    status: Outcome
    message: str = ""
    schedule: CardState | None = None


def take_answers(
    ledger: Ledger, library: Snapshot, learner: Learner, sent: Sequence[Event], now: datetime
) -> tuple[Taken, ...]:
    """One result an event, in their order. All of it is one transaction's."""
    cards = sorted({event.card_id for event in sent})
    strange = _strange(ledger, library, learner, cards)
    known = [event for event in sent if event.card_id not in strange]
    results, states = _recorded(ledger, learner, known, now)
    in_turn = iter(results)
    return tuple(
        _unknown(event) if event.card_id in strange else _taken(next(in_turn), event, states)
        for event in sent
    )


def _recorded(
    ledger: Ledger, learner: Learner, events: Sequence[Event], now: datetime
) -> tuple[Sequence[Result], Mapping[str, CardState]]:
    if not events:
        return (), {}
    cards = sorted({event.card_id for event in events})

    def work(connection: Connection) -> tuple[Sequence[Result], Mapping[str, CardState]]:
        results = append(connection, learner.learner_id, events, now)
        return results, card_states(connection, learner.learner_id, cards)

    return ledger.write(work)


def _strange(
    ledger: Ledger, library: Snapshot, learner: Learner, cards: Sequence[str]
) -> frozenset[str]:
    """In no lesson, and never answered either: one that was taken out since may still be sent."""
    missing = sorted(set(cards) - library.known_cards(cards))
    if not missing:
        return frozenset()
    with ledger.read() as connection:
        answered = events_of_cards(connection, learner.learner_id, missing)
    return frozenset(missing) - answered.keys()


def _unknown(event: Event) -> Taken:
    return Taken(event.id, Outcome.INVALID, f"card_id: there is no card {event.card_id!r}")


def _taken(result: Result, event: Event, states: Mapping[str, CardState]) -> Taken:
    safe = result.outcome in (Outcome.RECORDED, Outcome.ALREADY)
    state = states.get(event.card_id, NEW) if safe else None
    return Taken(result.event_id, result.outcome, result.message, state)
