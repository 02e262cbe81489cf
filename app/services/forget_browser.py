"""Who signs out of a browser gets no reminders there: another may sit before it next.

The browser keeps, signed, over which channel of whose it is reminded. So it is known also where a
session was over before anybody signed out.
"""

from dataclasses import dataclass
from datetime import datetime

from app.core.errors import NotFound
from app.core.reminders.kinds import Kind
from app.ledger.ledger import Ledger
from app.ledger.reminder_channels import ReminderChannel, forget_place, get_channel
from app.services.signing import Signer

PURPOSE = "reminded browser"
SIGNED_OUT = "you signed out there"
ANOTHER_CAME = "somebody else signed in there"
ADDED_ANEW = "it was to be added anew"


@dataclass(frozen=True, slots=True)
class RemindedBrowser:
    learner_id: int
    channel_id: str


def remember_browser(signer: Signer, channel: ReminderChannel) -> str:
    return signer.sign(PURPOSE, channel.learner_id, channel.channel_id)


def find_browser(signer: Signer, signed: str) -> RemindedBrowser | None:
    words = signer.read(PURPOSE, signed)
    return RemindedBrowser(int(words[0]), str(words[1])) if words else None


def forget_browser(ledger: Ledger, browser: RemindedBrowser, because: str, now: datetime) -> None:
    try:
        channel = get_channel(ledger, browser.learner_id, browser.channel_id)
    except NotFound:
        return  # it was removed since
    if channel.kind is Kind.PUSH and not channel.is_gone:
        forget_place(ledger, channel.learner_id, channel.channel_id, because, now)
