"""Sends one reminder whose turn it is, if it is still wanted, and says what came of it.

Nothing is marked before it is sent, and nothing is sent within a transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.core.errors import NotFound
from app.core.reminders.backoff import wait
from app.core.reminders.decide import why_not
from app.core.reminders.kinds import Kind
from app.ledger.channel_rows import ReminderChannel
from app.ledger.learners import Learner, get_learner
from app.ledger.ledger import Ledger
from app.ledger.reminder_history import State
from app.ledger.reminder_turns import Claimed as Claimed
from app.ledger.reminder_turns import (
    claim,
    find_claimed_channel,
    mark_failed,
    mark_later,
    mark_over,
    mark_sent,
)
from app.library.snapshot import Snapshot
from app.notify.channel import (
    Channel,
    Later,
    Never,
    OperatorFault,
    Outcome,
    Reminder,
    Sent,
    Target,
)
from app.services.compose_reminder import compose_reminder, find_reviews
from app.services.reminder_links import MakeLinks, Occasion

TOO_LATE = "its day was over"
NOT_SET_UP = "reminders by {kind} are not set up"
# What a learner is told of what only the operator can mend.
OURS = "this service could not send it"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """By what reminders are sent, where their links lead, and what browsers are subscribed to."""

    channels: Mapping[Kind, Channel]
    make_links: MakeLinks
    push_key: str | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a reminder. `operator` is what only whoever runs this can mend."""

    state: State
    told: str | None = None
    operator: str | None = None


def claim_reminder(ledger: Ledger, lane: str, sender: str, now: datetime) -> Claimed | None:
    return claim(ledger, lane, sender, now)


def send_reminder(
    ledger: Ledger,
    library: Snapshot,
    outgoing: Outgoing,
    claimed: Claimed,
    now: datetime,
    jitter: float,
) -> Came:
    """`jitter`, drawn from 0 to 1, is for the wait until it is tried again."""
    if now >= claimed.gives_up_at:
        return _over(ledger, claimed, State.GIVEN_UP, claimed.told or TOO_LATE)
    channel = find_claimed_channel(ledger, claimed)
    learner = _find_learner(ledger, claimed.learner_id)
    if channel is None or learner is None:
        return Came(State.NOT_NEEDED, "it was removed")
    reviews = find_reviews(ledger, library, learner, now)
    why = why_not(channel.rule, claimed.on, reviews.left)
    if why is not None:
        return _over(ledger, claimed, State.NOT_NEEDED, why.value)
    occasion = Occasion(
        learner, channel.channel_id, claimed.on, claimed.gives_up_at, reviews.card_ids[0]
    )
    reminder = compose_reminder(ledger, library, reviews, occasion, outgoing.make_links)
    outcome = _sent(outgoing, channel, reminder, now)
    return _marked(ledger, claimed, outcome, now, jitter)


def put_off(ledger: Ledger, claimed: Claimed, told: str, now: datetime, jitter: float) -> Came:
    """After a fault of our own: no channel is to blame for it."""
    return _later(ledger, claimed, OperatorFault(told), now, jitter)


def _find_learner(ledger: Ledger, learner_id: int) -> Learner | None:
    try:
        return get_learner(ledger, learner_id)
    except NotFound:
        return None


def _sent(
    outgoing: Outgoing, channel: ReminderChannel, reminder: Reminder, now: datetime
) -> Outcome:
    by = outgoing.channels.get(channel.kind)
    if by is None:
        return OperatorFault(NOT_SET_UP.format(kind=channel.kind))
    return by.send(Target(channel.kind, channel.where_to, channel.keys), reminder, now)


def _marked(
    ledger: Ledger, claimed: Claimed, outcome: Outcome, now: datetime, jitter: float
) -> Came:
    match outcome:
        case Sent():
            mark_sent(ledger, claimed, now)
            return Came(State.SENT)
        case Never(why, is_gone):
            mark_failed(ledger, claimed, why, is_gone=is_gone)
            return Came(State.FAILED, why)
        case Later() | OperatorFault():
            return _later(ledger, claimed, outcome, now, jitter)


def _later(
    ledger: Ledger, claimed: Claimed, outcome: Later | OperatorFault, now: datetime, jitter: float
) -> Came:
    asked_for_s = outcome.after_s if isinstance(outcome, Later) else None
    operator = outcome.why if isinstance(outcome, OperatorFault) else None
    told = OURS if operator else outcome.why
    try_at = now + wait(claimed.attempts, jitter, asked_for_s)
    if try_at >= claimed.gives_up_at:
        mark_over(ledger, claimed, State.GIVEN_UP, told)
        return Came(State.GIVEN_UP, told, operator)
    mark_later(ledger, claimed, told, try_at, at_fault=operator is None)
    return Came(State.WAITING, told, operator)


def _over(ledger: Ledger, claimed: Claimed, state: State, told: str) -> Came:
    mark_over(ledger, claimed, state, told)
    return Came(state, told)
