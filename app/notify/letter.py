"""A letter to one reader, as it goes through the post."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime

from app.notify.address import parse_address
from app.notify.reminder_words import one_line

NAME = "Drillbook"


class Link(UnstructuredHeader, BaseHeader):
    """Python would cut a long one into coded pieces, which no mail program takes for a link."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


HEADERS = HeaderRegistry()
HEADERS.map_to_type("list-unsubscribe", Link)
POLICY = SMTP.clone(header_factory=HEADERS)


@dataclass(frozen=True, slots=True)
class Letter:
    """The id stays the same when a letter is sent again, so that it is seen once.

    `html` says the same as the text. At `unsubscribe_url` its reader ends what it is one of.
    """

    letter_id: str
    to: str
    subject: str
    text: str
    written_at: datetime
    html: str = ""
    unsubscribe_url: str = ""


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """Whatever a learner or a lesson wrote ends up in one header as one line."""
    message = EmailMessage(POLICY)
    message["From"] = Address(NAME, addr_spec=sender)
    message["To"] = Address(addr_spec=parse_address(letter.to))
    message["Subject"] = _safe(letter.subject)
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = f"<{letter.letter_id}@{sender.rpartition('@')[2]}>"
    # So that nobody's absence note is sent back.
    message["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe_url:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    return message


def _safe(text: str) -> str:
    """Not even a line in disguise: after `=?` a mail program would read codes."""
    return one_line(text).replace("=?", "= ?")
