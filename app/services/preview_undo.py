"""What it would change if an older answer had never been: told before it is done."""

from dataclasses import dataclass
from datetime import date, datetime

from app.core.errors import NotFound
from app.core.events import Event, Reviewed, Voided
from app.core.schedule import Schedule, fold
from app.ledger.append import record
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.log import events_of_cards
from app.services.use_edition import use_edition


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """A date is None for a card that is new then."""

    answer: Reviewed
    due_on: date | None
    due_on_then: date | None
    interval_days_then: int


def preview_undo(
    ledger: Ledger, learner: Learner, card_id: str, answer_id: str, now: datetime
) -> UndoPreview:
    edition = use_edition(ledger, learner)
    answer, events = _found(ledger, learner, card_id, answer_id)
    without = [*events, Voided("", card_id, now, answer_id)]
    before: Schedule = fold(card_id, events, edition.scheduler)
    after: Schedule = fold(card_id, without, edition.scheduler)
    return UndoPreview(answer, before.due_on, after.due_on, after.interval_days)


def undo_older(
    ledger: Ledger, learner: Learner, card_id: str, answer_id: str, undo_id: str, now: datetime
) -> None:
    answer, _ = _found(ledger, learner, card_id, answer_id)
    record(ledger, learner.learner_id, [Voided(undo_id, card_id, now, answer.id)], now)


def _found(
    ledger: Ledger, learner: Learner, card_id: str, answer_id: str
) -> tuple[Reviewed, list[Event]]:
    with ledger.read() as connection:
        events = events_of_cards(connection, learner.learner_id, [card_id])[card_id]
    undone = {event.voids for event in events if isinstance(event, Voided)}
    for event in events:
        if event.id == answer_id and isinstance(event, Reviewed) and event.id not in undone:
            return event, events
    raise NotFound("there is no such answer to take back", "look at the card's history")
