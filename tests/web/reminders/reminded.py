"""A learner of a service who is reminded by mail, and the links of such a mail."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.core.reminders.calendar import Plan
from app.core.reminders.kinds import Kind
from app.ledger.reminder_channels import NewChannel, ReminderChannel, add_channel, get_channel
from app.services.manage_learners import Learner
from app.services.reminder_links import Links, Occasion, ReminderLinks
from app.web.parts import NAME, Parts
from tests.web.visitors import NOW, Browser, member

EVERY_DAY = Plan(frozenset(range(7)), time(7, 30))
TODAY = NOW.date()
CARD = "rivers.intermittent.1"


@dataclass
class Reminded:
    visitor: Browser
    learner: Learner
    channel_id: str = "c1"

    @property
    def parts(self) -> Parts:
        parts: Parts = self.visitor.app.extensions[NAME]
        return parts

    @property
    def channel(self) -> ReminderChannel:
        return get_channel(self.parts.ledger, self.learner.learner_id, self.channel_id)

    def links(self, card_id: str = CARD, on: date = TODAY) -> Links:
        """As paths."""
        occasion = Occasion(self.learner, self.channel_id, on, NOW + timedelta(hours=10), card_id)
        return ReminderLinks(self.parts.signer, "").of(occasion)


def reminded(visitor: Browser, name: str = "ada@example.org", at: datetime = NOW) -> Reminded:
    found = Reminded(visitor, member(visitor.app, name))
    add_channel(
        found.parts.ledger,
        found.learner.learner_id,
        found.channel_id,
        NewChannel(Kind.EMAIL, name, EVERY_DAY),
        at,
        confirmed=True,
    )
    return found
