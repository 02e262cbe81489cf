"""Who would be reminded now, of what, and who not and why; nothing is sent and nothing changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.core.reminders.calendar import local_date, reached
from app.core.reminders.decide import why_not
from app.core.reminders.kinds import Kind
from app.ledger.all_channels import all_channels
from app.ledger.channel_rows import ReminderChannel
from app.ledger.learners import Learner, get_learner
from app.ledger.ledger import Ledger
from app.ledger.reminder_history import Delivery, State, find_delivery
from app.library.snapshot import Snapshot
from app.services.compose_reminder import find_reviews

NOT_YET = "its time has not come"
WAITING = "it waits to be sent"
AGAIN = "it waits to be sent again"


@dataclass(frozen=True, slots=True)
class Told:
    """`on` is the learner's date; `why_not` is empty for who would get one, of `cards`."""

    learner: str
    kind: Kind
    where_to: str
    on: date
    at: str
    cards: int | None
    why_not: str | None


def tell_reminders(ledger: Ledger, library: Snapshot, now: datetime) -> Iterator[Told]:
    for channel in all_channels(ledger):
        learner = get_learner(ledger, channel.learner_id)
        on = local_date(now, ZoneInfo(learner.settings.zone))
        cards, why = _judged(ledger, library, learner, channel, on, now)
        at = f"{channel.rule.plan.at:%H:%M} {learner.settings.zone}"
        yield Told(learner.name, channel.kind, channel.where_to, on, at, cards, why)


def _judged(
    ledger: Ledger,
    library: Snapshot,
    learner: Learner,
    channel: ReminderChannel,
    on: date,
    now: datetime,
) -> tuple[int | None, str | None]:
    """What is due is looked at last, since it takes longest."""
    why = why_not(channel.rule, on)
    if why is not None:
        return None, why.value
    if reached(channel.rule.plan, ZoneInfo(learner.settings.zone), now) is None:
        return None, NOT_YET
    delivery = find_delivery(ledger, learner.learner_id, channel.channel_id, on)
    if delivery is not None:
        return None, _told(delivery)
    left = find_reviews(ledger, library, learner, now).left
    why = why_not(channel.rule, on, left)
    return left.cards, why.value if why else None


def _told(delivery: Delivery) -> str:
    """What is over has said why; of what is still to come that is only half of it."""
    if delivery.state is not State.WAITING:
        return delivery.told or delivery.state.value
    return f"{AGAIN}: {delivery.told}" if delivery.told else WAITING
