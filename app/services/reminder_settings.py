"""What a learner sees and changes of where reminders go."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.core.reminders.calendar import local_date
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.reminder_channels import ReminderChannel as ReminderChannel
from app.ledger.reminder_channels import get_channel as get_channel
from app.ledger.reminder_channels import list_channels as list_channels
from app.ledger.reminder_channels import remove_channel as remove_channel
from app.ledger.reminder_channels import replan_channel as replan_channel
from app.ledger.reminder_channels import snooze_channel
from app.ledger.reminder_channels import switch_off as switch_off
from app.ledger.reminder_channels import switch_on as switch_on
from app.ledger.reminder_history import Delivery as Delivery
from app.ledger.reminder_history import State as State
from app.ledger.reminder_history import list_deliveries as list_deliveries


def snooze_from(
    ledger: Ledger, learner: Learner, channel: ReminderChannel, days: int, now: datetime
) -> None:
    """So many days from today on: whoever sets this has it before them."""
    until = local_date(now, ZoneInfo(learner.settings.zone)) + timedelta(days=days)
    snooze_channel(ledger, learner.learner_id, channel.channel_id, until, now)
