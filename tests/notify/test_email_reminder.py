"""What arrives of a reminder by mail."""

import re
from datetime import timedelta
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest

from app.core.reminders.kinds import Kind
from app.notify.channel import Never, Sent, Target
from app.notify.email import Mailer
from app.notify.email_reminder import EmailReminders, compose
from tests.mail_server import PATIENCE, MailServer, Postbox
from tests.notify.reminders import AT, INJECTIONS, REMINDER, injected, reminder
from tests.notify.writing import ADA, SENDER, send


def parts(letter: EmailMessage) -> tuple[str, str]:
    text, html = letter.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    return text.get_content().replace("\r\n", "\n"), html.get_content()


class Seen(HTMLParser):
    """What a mail program would show, follow and fetch."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags, self.links, self.words = set[str](), list[str | None](), ""
        self.sources = list[str]()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name == "href"]
        self.sources += [name for name, _ in attrs if name.startswith("on") or name == "src"]

    def handle_data(self, data: str) -> None:
        self.words += data


LINKS = [
    REMINDER.card_url,
    REMINDER.drill_url,
    REMINDER.snooze_url,
    REMINDER.settings_url,
    REMINDER.unsubscribe_url,
]


def test_a_reminder_says_how_much_how_long_and_the_first_question(
    mail_server: MailServer, postbox: Postbox
) -> None:
    assert send(mail_server) == Sent()
    (letter,) = postbox.letters
    text, html = parts(letter)
    headline = "18 to review in Keras and Python, about 4 minutes"
    assert letter["Subject"] == headline
    assert text.startswith(f"Ada, {headline}.\n\n{REMINDER.question}\n\nAnswer this one: https://")
    assert re.findall(r"https://\S+", text) == LINKS
    seen = Seen(html)
    assert f"Ada, {headline}." in seen.words
    assert REMINDER.question in seen.words
    assert seen.links == LINKS
    assert seen.tags.isdisjoint({"img", "script", "link", "form"})


def test_one_tap_ends_it_in_every_mail_program(mail_server: MailServer, postbox: Postbox) -> None:
    """RFC 8058. The link is as long as ours are, and stands in the bytes as it is."""
    long = f"https://drill.example.org/r/unsubscribe/{'x' * 150}"
    send(mail_server, reminder(unsubscribe_url=long))
    content = postbox.envelopes[0].original_content or b""
    assert f"\r\nList-Unsubscribe: <{long}>\r\n".encode() in content
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in content
    assert max(map(len, content.split(b"\r\n"))) <= 998


def test_what_is_sent_again_is_the_same_letter(mail_server: MailServer, postbox: Postbox) -> None:
    channel = EmailReminders(Mailer(mail_server.url, SENDER, seconds=PATIENCE))
    for minutes in (0, 7):
        channel.send(ADA, REMINDER, AT + timedelta(minutes=minutes))
    first, second = postbox.letters
    assert first["Message-ID"] == second["Message-ID"] == f"<{REMINDER.id}@school.example>"
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["Date"].datetime == AT


@pytest.mark.parametrize("text", INJECTIONS)
def test_whatever_was_written_brings_no_header_reader_or_link(
    mail_server: MailServer, postbox: Postbox, text: str
) -> None:
    assert send(mail_server, injected(text)) == Sent()
    (envelope,), (letter,) = postbox.envelopes, postbox.letters
    assert envelope.rcpt_tos == ["ada@example.org"]
    assert set(letter.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Unsubscribe",
        "List-Unsubscribe-Post", "MIME-Version", "Content-Type",
    }  # fmt: skip
    assert letter["Subject"].isprintable()
    plain, html = parts(letter)
    seen = Seen(html)
    assert seen.links == LINKS
    assert seen.sources == []
    assert seen.tags.isdisjoint({"script", "img"})
    assert all(line in plain for line in ("Start the drill: ", "Stop these mails: "))


@pytest.mark.parametrize("to", ["ada@example.org, eve@example.org", "ada@example.org\nBcc: e@x.y"])
def test_what_is_not_one_address_is_never_written_to(
    mail_server: MailServer, postbox: Postbox, to: str
) -> None:
    assert isinstance(send(mail_server, to=Target(Kind.EMAIL, to)), Never)
    assert postbox.visits == 0


def test_a_test_says_what_it_is() -> None:
    tried = reminder(count=0, minutes=0, courses=(), question="This only shows that it arrives.")
    letter = compose(tried, ADA.where_to, AT)
    assert letter.subject == "Nothing to review just now"
    assert "Open Drillbook: https://" in letter.text


def test_the_name_is_left_out_where_there_is_none() -> None:
    assert compose(reminder(called=""), ADA.where_to, AT).text.startswith("18 to review")
