"""What devices send, taken in: each event with what became of it and where its card stands now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.core.events import Event
from app.ledger.append import Appended, Result, Sending, append
from app.ledger.append import Outcome as Outcome
from app.ledger.card_states import CardState, state_of
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
    appended = append(ledger, Sending(learner.learner_id, known, now))
    in_turn = iter(appended.results)
    return tuple(
        _unknown(event) if event.card_id in strange else _taken(next(in_turn), event, appended)
        for event in sent
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


def _unknown(event: Event) -> Taken:
    return Taken(event.id, Outcome.INVALID, f"card_id: there is no card {event.card_id!r}")


def _taken(result: Result, event: Event, appended: Appended) -> Taken:
    if not result.is_safe:
        return Taken(result.event_id, result.outcome, result.message)
    card = appended.cards.get(event.card_id)
    state = state_of(card.after.schedule) if card else NEW
    return Taken(result.event_id, result.outcome, "", state, event.id in appended.second)
