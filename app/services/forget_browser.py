"""Who signs out of a browser gets no reminders there: another may sit before it next."""

from datetime import datetime

from app.core.errors import NotFound
from app.core.reminders.kinds import Kind
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.reminder_channels import forget_place, get_channel

SIGNED_OUT = "you signed out there"


def forget_browser(ledger: Ledger, learner: Learner, channel_id: str, now: datetime) -> None:
    try:
        channel = get_channel(ledger, learner.learner_id, channel_id)
    except NotFound:
        return  # it was removed since, or is of whoever was here before
    if channel.kind is Kind.PUSH and not channel.is_gone:
        forget_place(ledger, learner.learner_id, channel_id, SIGNED_OUT, now)
