"""What devices send, taken in: each event with what became of it and where its card stands now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.core.events import Event
from app.core.schedule import Schedule
from app.ledger.append import Outcome as Outcome
from app.ledger.append import Result
from app.ledger.editions import find_edition
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.log import events_of_cards
from app.ledger.schedules import schedules_among
from app.library.snapshot import Snapshot
from app.services.record_answers import record_answers


@dataclass(frozen=True, slots=True)
class CardState:
    """Where a card stands after all events of the call; `due_on` is null for a new one."""

    due_on: date | None
    interval_days: int
    reps: int
    lapses: int
    suspended: bool
    buried_until: date | None


@dataclass(frozen=True, slots=True)
class Taken:
    """`schedule` is null for what is not in the log."""

    id: str | None
    status: Outcome
    message: str = ""
    schedule: CardState | None = None


def take_answers(
    ledger: Ledger, library: Snapshot, learner: Learner, sent: Sequence[Event], now: datetime
) -> tuple[Taken, ...]:
    """One result an event, in their order."""
    cards = sorted({event.card_id for event in sent})
    strange = _strange(ledger, library, learner, cards)
    known = [event for event in sent if event.card_id not in strange]
    results = iter(record_answers(ledger, learner, known, now))
    found = [_unknown(e) if e.card_id in strange else next(results) for e in sent]
    states = _states(ledger, learner, [card_id for card_id in cards if card_id not in strange])
    return tuple(
        Taken(result.event_id, result.outcome, result.message, _state(result, event, states))
        for event, result in zip(sent, found, strict=True)
    )


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


def _unknown(event: Event) -> Result:
    return Result(event.id, Outcome.INVALID, f"card_id: there is no card {event.card_id!r}")


def _states(ledger: Ledger, learner: Learner, cards: Sequence[str]) -> Mapping[str, Schedule]:
    if not cards:
        return {}
    with ledger.read() as connection:
        edition = find_edition(connection, learner.learner_id)
        return schedules_among(connection, edition, cards) if edition else {}


def _state(result: Result, event: Event, states: Mapping[str, Schedule]) -> CardState | None:
    if result.outcome not in (Outcome.RECORDED, Outcome.ALREADY):
        return None
    now = states.get(event.card_id) or Schedule(event.card_id)
    return CardState(
        now.due_on, now.interval_days, now.reps, now.lapses, now.suspended, now.buried_until
    )
