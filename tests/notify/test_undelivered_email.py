"""What follows when a mail server does not take a reminder: later, never, or tell the operator."""

from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from app.notify.channel import Later, Never, OperatorFault, Outcome, Sent
from app.notify.email import Mailer
from app.notify.email_reminder import EmailReminders
from tests.mail_server import PATIENCE, Certificate, MailServer, Postbox
from tests.notify.reminders import AT, REMINDER
from tests.notify.tricks import Naming
from tests.notify.writing import ADA, SENDER, send

AWAY = Later("the mail could not be sent")


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
