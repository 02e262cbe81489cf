"""What arrives at a real mail server, and what is said when nothing does."""

import socket
from datetime import UTC, datetime
from time import sleep
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from app.core.errors import DrillbookError
from app.notify.email import Mailer
from app.notify.letter import Letter
from app.notify.mail_problems import MailProblem, RefusedAddress
from tests.mail_server import PATIENCE, Certificate, MailServer, Postbox
from tests.receiver import Dripping

SENDER = "drillbook@school.example"
AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
INJECTIONS = [
    "a\r\nBcc: eve@example.org",
    "a\nBcc: eve@example.org",
    "a\rBcc: eve@example.org",
    "a\u2028Bcc: eve@example.org",
    "a\x85Bcc: eve@example.org",
    "a\x0bBcc: eve@example.org",
    "a\x00b",
    "a\r\n\r\n<script>alert(1)</script>",
    "a, eve@example.org",
    "\x1b[2J",
    "=?utf-8?q?a=0D=0ABcc:_eve@example.org?=",
]


def letter(to: str = "ada@example.org", subject: str = "Nine cards", text: str = "…") -> Letter:
    return Letter("0123abcd", to, subject, text, AT)


@pytest.fixture
def mailer(mail_server: MailServer) -> Mailer:
    return Mailer(mail_server.url, SENDER)


def test_a_letter_arrives_as_it_was_written(mailer: Mailer, postbox: Postbox) -> None:
    text = "Grüße,\nund eine Zeile, die mit\n.\nanfängt.\nhttps://drill.example/" + "x" * 90 + "\n"
    mailer.send(letter(subject="Neun Karten für heute", text=text))
    (envelope,), (arrived,) = postbox.envelopes, postbox.letters
    assert (envelope.mail_from, envelope.rcpt_tos) == (SENDER, ["ada@example.org"])
    assert arrived["From"] == f"Drillbook <{SENDER}>"
    assert arrived["To"] == "ada@example.org"
    assert arrived["Subject"] == "Neun Karten für heute"
    assert arrived["Message-ID"] == "<0123abcd@school.example>"
    assert arrived["Date"].datetime == AT
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived.get_content_type() == "text/plain"
    assert arrived.get_content().replace("\r\n", "\n") == text


@pytest.mark.parametrize("subject", INJECTIONS)
def test_no_text_becomes_a_header_or_a_reader(
    mailer: Mailer, postbox: Postbox, subject: str
) -> None:
    mailer.send(letter(subject=subject, text=subject))
    (envelope,), (arrived,) = postbox.envelopes, postbox.letters
    assert envelope.rcpt_tos == ["ada@example.org"]
    assert set(arrived.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding",
    }  # fmt: skip
    assert arrived["Subject"].isprintable()


@pytest.mark.parametrize("to", ["ada@example.org, eve@example.org", *INJECTIONS])
def test_nobody_else_gets_it(mailer: Mailer, postbox: Postbox, to: str) -> None:
    with pytest.raises(DrillbookError):
        mailer.send(letter(to=to))
    assert not postbox.envelopes


def test_a_server_that_is_away_is_said_in_words(closed_port: int) -> None:
    away = Mailer(f"smtp://127.0.0.1:{closed_port}", SENDER)
    for asked in (away.check, lambda: away.send(letter())):
        with pytest.raises(MailProblem, match="the mail could not be sent"):
            asked()


@pytest.mark.parametrize("answer", ["421 go away", "451 later", "552 full", "554 no"])
def test_a_server_that_does_not_want_it_is_said_in_words(
    mailer: Mailer, postbox: Postbox, answer: str
) -> None:
    postbox.answer = answer
    with pytest.raises(MailProblem):
        mailer.send(letter())


def test_an_address_that_is_not_there_is_told_from_a_server_that_is_away(
    mailer: Mailer, postbox: Postbox
) -> None:
    postbox.answer = "550 no such user"
    with pytest.raises(RefusedAddress, match="typing mistake"):
        mailer.send(letter())


def test_nobody_waits_for_a_slow_server(mail_server: MailServer, postbox: Postbox) -> None:
    """The server answers only after the test: had the mailer no end, neither would this."""
    postbox.waits = True
    with pytest.raises(MailProblem):
        Mailer(mail_server.url, SENDER, seconds=0.5).send(letter())


@pytest.mark.parametrize("way_there", [0, 1])
def test_nobody_waits_for_a_server_that_drips(
    dripping: Dripping, monkeypatch: pytest.MonkeyPatch, way_there: float
) -> None:
    """Each byte comes in time, so that only the end of all the time can end it: even where that
    is over before anybody was reached.
    """
    real = socket.create_connection

    def connected(*place: Any, **more: Any) -> Any:
        sleep(way_there)
        return real(*place, **more)

    monkeypatch.setattr(socket, "create_connection", connected)
    with pytest.raises(MailProblem):
        Mailer(f"smtp://127.0.0.1:{dripping.port}", SENDER, seconds=0.5).send(letter())


def test_what_is_only_checked_sends_nothing(mailer: Mailer, postbox: Postbox) -> None:
    mailer.check()
    assert postbox.visits == 1
    assert not postbox.envelopes


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, certificate: Certificate) -> str:
    """The name of the certificate leads to this machine."""
    real = socket.getaddrinfo

    def found(host: Any, *rest: Any, **more: Any) -> Any:
        return real("127.0.0.1" if host == certificate.name else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", found)
    return certificate.name


class Door:
    """Lets one name with one password in."""

    def __call__(self, server: Any, session: Any, envelope: Any, way: str, given: Any) -> Any:
        known = LoginPassword(b"post man", b"p@ss:word")
        return AuthResult(success=given == known, handled=False)


def serve_with_login(postbox: Postbox, certificate: Certificate, url: str) -> MailServer:
    tls = certificate.of_server()
    login = {"authenticator": Door(), "auth_required": True}
    if url.startswith("smtps"):
        return MailServer(postbox, ssl_context=tls, auth_require_tls=False, **login)
    return MailServer(postbox, tls_context=tls, require_starttls=True, **login)


@pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")  # it does not count smtps as TLS
@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_password_goes_through_an_encrypted_line_only(
    postbox: Postbox, certificate: Certificate, elsewhere: str, scheme: str
) -> None:
    server = serve_with_login(postbox, certificate, scheme)
    server.start()
    try:
        url = f"{scheme}://post%20man:p%40ss%3Aword@{elsewhere}:{server.port}"
        Mailer(url, SENDER, certificate.trusted(), PATIENCE).send(letter())
        assert len(postbox.letters) == 1
        with pytest.raises(MailProblem):
            Mailer(url.replace("man", "woman"), SENDER, certificate.trusted(), PATIENCE).send(
                letter()
            )
        with pytest.raises(MailProblem):  # nobody whom we trust has signed for it
            Mailer(url, SENDER).send(letter())
        assert len(postbox.letters) == 1
    finally:
        server.stop()


def test_without_encryption_nothing_leaves_this_machine(
    mail_server: MailServer, postbox: Postbox, elsewhere: str
) -> None:
    with pytest.raises(MailProblem):
        Mailer(f"smtp://{elsewhere}:{mail_server.port}", SENDER).send(letter())
    assert not postbox.envelopes
