"""What devices send, taken in: each event with what became of it and where its card stands now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.core.events import Event
from app.ledger.append import Appended, Result, Sending, append, append_together
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


@dataclass(frozen=True, slots=True)
class Sent:
    """What a device of the learner's sends in one call."""

    learner: Learner
    events: Sequence[Event]


def take_answers(ledger: Ledger, library: Snapshot, sent: Sent, now: datetime) -> tuple[Taken, ...]:
    """One result an event, in their order. All of it is one transaction's."""
    strange = _strange(ledger, library, sent.learner, _missing(library, [sent]))
    known = [event for event in sent.events if event.card_id not in strange]
    appended = append(ledger, Sending(sent.learner.learner_id, known, now))
    in_turn = iter(appended.results)
    return tuple(
        _unknown(event) if event.card_id in strange else _taken(next(in_turn), event, appended)
        for event in sent.events
    )


def take_answers_together(
    ledger: Ledger, library: Snapshot, sent: Sequence[Sent], now: datetime
) -> list[tuple[Taken, ...] | None]:
    """Of several learners, each once, in one transaction. None for whom it has to be done alone:
    with a card that is in no lesson now, or while somebody else writes for this learner."""
    missing = _missing(library, sent)
    fit = [each for each in sent if not any(event.card_id in missing for event in each.events)]
    sendings = [Sending(each.learner.learner_id, each.events, now) for each in fit]
    appended = dict(zip(map(id, fit), append_together(ledger, sendings), strict=True))
    return [_all_taken(each, appended.get(id(each))) for each in sent]


def _all_taken(sent: Sent, appended: Appended | None) -> tuple[Taken, ...] | None:
    if appended is None:
        return None
    in_turn = zip(appended.results, sent.events, strict=True)
    return tuple(_taken(result, event, appended) for result, event in in_turn)


def _missing(library: Snapshot, sent: Sequence[Sent]) -> frozenset[str]:
    cards = {event.card_id for each in sent for event in each.events}
    return frozenset(cards - library.known_cards(sorted(cards)))


def _strange(
    ledger: Ledger, library: Snapshot, learner: Learner, missing: frozenset[str]
) -> frozenset[str]:
    """In no lesson, and never answered either: one that was taken out since may still be sent."""
    if not missing:
        return frozenset()
    with ledger.read() as connection:
        answered = events_of_cards(connection, learner.learner_id, sorted(missing))
    return missing - answered.keys()


def _unknown(event: Event) -> Taken:
    return Taken(event.id, Outcome.INVALID, f"card_id: there is no card {event.card_id!r}")


def _taken(result: Result, event: Event, appended: Appended) -> Taken:
    if not result.is_safe:
        return Taken(result.event_id, result.outcome, result.message)
    card = appended.cards.get(event.card_id)
    state = state_of(card.after.schedule) if card else NEW
    return Taken(result.event_id, result.outcome, "", state, event.id in appended.second)
