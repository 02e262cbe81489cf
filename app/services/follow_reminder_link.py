"""What the links under a reminder do: they want nobody signed in, since the link itself says whose
channel it is.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.core.errors import NotFound
from app.core.reminders.calendar import local_date
from app.core.reminders.kinds import Kind
from app.ledger.learners import Learner, get_learner
from app.ledger.ledger import Ledger
from app.ledger.reminder_channels import (
    ReminderChannel,
    end_for_reader,
    get_channel,
    snooze_channel,
    switch_off,
)
from app.services.reminder_links import LinkFor, read_link
from app.services.signing import Signer

ENDED = "you stopped it by the link in a reminder"
SNOOZES_DAYS = (1, 7)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Linked:
    """The channel under whose reminder the link stood."""

    learner: Learner
    channel: ReminderChannel

    @property
    def kind(self) -> Kind:
        return self.channel.kind


def find_linked(ledger: Ledger, signer: Signer, link: LinkFor, signed: str) -> Linked:
    """A link never ends, since mail is kept for years; its channel or account may."""
    words = read_link(signer, link, signed)
    if words is None:
        raise NotFound("this link was not made here")
    learner_id, channel_id = words
    learner = get_learner(ledger, int(learner_id))
    return Linked(learner, get_channel(ledger, learner.learner_id, str(channel_id)))


def end_reminders(ledger: Ledger, linked: Linked, now: datetime) -> None:
    """Nobody can begin again to write to another's address without being asked to there."""
    elsewhere = linked.kind is Kind.EMAIL and linked.channel.where_to != linked.learner.name
    end = end_for_reader if elsewhere else switch_off
    end(ledger, linked.learner.learner_id, linked.channel.channel_id, ENDED, now)


def snooze_reminders(ledger: Ledger, linked: Linked, days: int, now: datetime) -> date:
    """So many days from tomorrow on: whoever reads this has had today's."""
    until = first_after(linked, days, now)
    snooze_channel(ledger, linked.learner.learner_id, linked.channel.channel_id, until, now)
    return until


def first_after(linked: Linked, days: int, now: datetime) -> date:
    today = local_date(now, ZoneInfo(linked.learner.settings.zone))
    return today + ONE_DAY + timedelta(days=days)
