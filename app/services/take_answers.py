"""What devices send, taken in: each event with what became of it and where its card stands now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from app.core.events import Event
from app.ledger.append import Outcome as Outcome
from app.ledger.append import Result, append
from app.ledger.card_states import CardState, card_states
from app.ledger.counted import perhaps_second, second_ids
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.log import events_of_cards
from app.library.snapshot import Snapshot

NEW = CardState()


@dataclass(frozen=True, slots=True)
class Taken:
    """`schedule` is where the card stands after all events of the call; null for what is not in
    the log. `second` when another answer of the same study day counts, so that this one, meant as
    a review, moved nothing.
    """

    id: str | None
    status: Outcome
    message: str = ""
    schedule: CardState | None = None
    second: bool = False


def take_answers(
    ledger: Ledger, library: Snapshot, learner: Learner, sent: Sequence[Event], now: datetime
) -> tuple[Taken, ...]:
    """One result an event, in their order. All of it is one transaction's."""
    cards = sorted({event.card_id for event in sent})
    strange = _strange(ledger, library, learner, cards)
    known = [event for event in sent if event.card_id not in strange]
    recorded = _recorded(ledger, learner, known, now)
    in_turn = iter(recorded.results)
    return tuple(
        _unknown(event) if event.card_id in strange else _taken(next(in_turn), event, recorded)
        for event in sent
    )


@dataclass(frozen=True, slots=True)
class _Recorded:
    results: Sequence[Result] = ()
    states: Mapping[str, CardState] = field(default_factory=dict)
    second: frozenset[str] = frozenset()


def _recorded(
    ledger: Ledger, learner: Learner, events: Sequence[Event], now: datetime
) -> _Recorded:
    if not events:
        return _Recorded()
    learner_id, cards = learner.learner_id, sorted({event.card_id for event in events})

    def work(connection: Connection) -> _Recorded:
        perhaps = perhaps_second(connection, learner_id, events)
        results = append(connection, learner_id, events, now)
        states = card_states(connection, learner_id, cards)
        return _Recorded(results, states, second_ids(connection, learner_id, perhaps))

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


def _taken(result: Result, event: Event, recorded: _Recorded) -> Taken:
    safe = result.outcome in (Outcome.RECORDED, Outcome.ALREADY)
    state = recorded.states.get(event.card_id, NEW) if safe else None
    second = safe and event.id in recorded.second
    return Taken(result.event_id, result.outcome, result.message, state, second)
