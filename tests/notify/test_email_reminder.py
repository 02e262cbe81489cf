"""What arrives of a reminder, and what is done when nothing does."""

import re
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from app.core.reminders.kinds import Kind
from app.notify.channel import Later, Never, OperatorFault, Outcome, Reminder, Sent, Target
from app.notify.email import Mailer
from app.notify.email_reminder import EmailReminders, compose
from tests.mail_server import PATIENCE, Certificate, MailServer, Postbox
from tests.notify.reminders import AT, INJECTIONS, REMINDER, injected, reminder
from tests.notify.tricks import Naming

SENDER = "drillbook@school.example"
ADA = Target(Kind.EMAIL, "ada@example.org")
AWAY = Later("the mail could not be sent")


def send(server: MailServer, said: Reminder = REMINDER, to: Target = ADA) -> Outcome:
    return EmailReminders(Mailer(server.url, SENDER, seconds=PATIENCE)).send(to, said, AT)


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


class Moody(Postbox):
    """Answers as it is told, at each step of its own."""

    def __init__(self, **answers: str) -> None:
        super().__init__()
        self.says = answers

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.says.get("sender", "250 fine")

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.says.get("address", "250 fine")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        await super().handle_DATA(server, session, envelope)
        if self.says.get("data") == "gone":
            assert server.transport
            server.transport.abort()
        return self.says.get("data", "250 taken")


NO = "the mail server refuses what Drillbook sends: "
UNKNOWN = Never("the mail server takes no mail for this address")


@pytest.mark.parametrize(
    ("step", "answer", "outcome"),
    [
        ("address", "450 4.2.1 come back later", AWAY),
        ("address", "451 greylisted", AWAY),
        ("address", "452 4.2.2 full", AWAY),
        ("address", "552 5.2.2 full", AWAY),
        ("address", "550 5.2.2 full", AWAY),
        ("address", "550 no such user", UNKNOWN),
        ("address", "550 5.1.1 no such user", UNKNOWN),
        ("address", "553 5.1.3 what an address", UNKNOWN),
        (
            "address",
            "554 5.7.1 <ada@example.org>: relay denied",
            OperatorFault(f"{NO}554 5.7.1 <…>: relay denied"),
        ),
        ("sender", "451 later", AWAY),
        ("sender", "530 5.7.0 sign in first", OperatorFault(f"{NO}530 5.7.0 sign in first")),
        ("sender", "550 not you", OperatorFault(f"{NO}550 not you")),
        ("data", "451 later", AWAY),
        ("data", "421 closing", AWAY),
        ("data", "554 this looks like spam", OperatorFault(f"{NO}554 this looks like spam")),
        ("data", "gone", AWAY),
    ],
)
def test_each_refusal_says_what_to_do_next(step: str, answer: str, outcome: Outcome) -> None:
    server = MailServer(Moody(**{step: answer}))
    server.start()
    try:
        assert send(server) == outcome
    finally:
        server.stop()


def test_who_is_away_now_may_be_there_later(closed_port: int) -> None:
    mailer = Mailer(f"smtp://127.0.0.1:{closed_port}", SENDER)
    assert EmailReminders(mailer).send(ADA, REMINDER, AT) == AWAY


def test_a_tarpit_holds_nobody(mail_server: MailServer, postbox: Postbox) -> None:
    """The server answers only after the test: had the mailer no end, neither would this."""
    postbox.waits = True
    mailer = Mailer(mail_server.url, SENDER, seconds=0.5, connect_seconds=PATIENCE)
    assert EmailReminders(mailer).send(ADA, REMINDER, AT) == AWAY


def test_a_server_that_does_not_greet_holds_nobody(answering: list[bytes]) -> None:
    mailer = Mailer(
        f"smtp://127.0.0.1:{answering[0].decode()}", SENDER, seconds=PATIENCE, connect_seconds=0.3
    )
    assert EmailReminders(mailer).send(ADA, REMINDER, AT) == AWAY


def test_what_was_dropped_after_its_last_byte_comes_again_with_one_id() -> None:
    """Nobody knows whether it was kept; whoever got both sees one."""
    postbox = Moody(data="gone")
    server = MailServer(postbox)
    server.start()
    try:
        assert send(server) == AWAY
        postbox.says = {}
        assert send(server) == Sent()
    finally:
        server.stop()
    assert [letter["Message-ID"] for letter in postbox.letters] == [
        f"<{REMINDER.id}@school.example>"
    ] * 2


class Nobody:
    """Lets nobody in."""

    def __call__(self, *_: Any) -> AuthResult:
        return AuthResult(success=False, handled=False)


@pytest.fixture
def named(certificate: Certificate, naming: Naming) -> str:
    naming({certificate.name: [["127.0.0.1"]]})
    return certificate.name


@pytest.fixture
def guarded(postbox: Postbox, certificate: Certificate) -> Iterator[MailServer]:
    tls = certificate.of_server()
    server = MailServer(postbox, tls_context=tls, require_starttls=True, authenticator=Nobody())
    server.start()
    yield server
    server.stop()


def secured(server: MailServer, name: str, context: Any) -> EmailReminders:
    return EmailReminders(
        Mailer(f"smtp://us:wrong@{name}:{server.port}", SENDER, context, PATIENCE)
    )


def test_a_wrong_password_is_whose_service_it_is(
    guarded: MailServer, certificate: Certificate, named: str
) -> None:
    outcome = secured(guarded, named, certificate.trusted()).send(ADA, REMINDER, AT)
    assert isinstance(outcome, OperatorFault)
    assert "535" in outcome.why


def test_a_certificate_that_nobody_trusts_is_too(guarded: MailServer, named: str) -> None:
    outcome = secured(guarded, named, None).send(ADA, REMINDER, AT)
    assert isinstance(outcome, OperatorFault)
    assert "certificate" in outcome.why


def test_a_server_without_encryption_is_too(mail_server: MailServer, named: str) -> None:
    outcome = secured(mail_server, named, None).send(ADA, REMINDER, AT)
    assert isinstance(outcome, OperatorFault)
    assert "STARTTLS" in outcome.why


def test_a_test_says_what_it_is() -> None:
    tried = reminder(count=0, minutes=0, courses=(), question="This only shows that it arrives.")
    letter = compose(tried, ADA.where_to, AT)
    assert letter.subject == "Nothing to review just now"
    assert "Open Drillbook: https://" in letter.text


def test_the_name_is_left_out_where_there_is_none() -> None:
    assert compose(reminder(called=""), ADA.where_to, AT).text.startswith("18 to review")
