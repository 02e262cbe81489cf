"""A real mail server on this machine: it takes letters, refuses them, or is slow, as it is told."""

import asyncio
import email
import email.policy
import re
import socket
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

import app.notify.email
from tests.ports import held_port

# A busy machine is slow, and that is no fault of a letter.
PATIENCE = 60.0


class Postbox:
    """What arrived, and with `answer` or `waits` how the server behaves."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.answer = "250 taken"
        self.waits = False
        self.visits = 0

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, said: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.visits += 1
        return said

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        while self.waits:
            await asyncio.sleep(0.01)
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.envelopes.append(envelope)
        return self.answer

    @property
    def letters(self) -> list[EmailMessage]:
        policy = email.policy.default
        contents = [each.content for each in self.envelopes]
        return [email.message_from_bytes(each, policy=policy) for each in contents if each]

    def links(self) -> list[str]:
        """Of each letter, in the order in which they arrived."""
        return [found for each in self.letters for found in links_in(each)]


def links_in(letter: EmailMessage) -> list[str]:
    return re.findall(r"https?://\S+", letter.get_content())


class MailServer(Controller):
    """On a port that the system chooses."""

    def __init__(self, postbox: Postbox, **options: Any) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        port = self._socket.getsockname()[1]
        super().__init__(
            postbox, hostname="127.0.0.1", port=port, ready_timeout=PATIENCE, **options
        )

    def _create_server(self) -> Any:
        return self.loop.create_server(
            self._factory_invoker, sock=self._socket, ssl=self.ssl_context
        )

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def mail_server(postbox: Postbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    monkeypatch.setattr(app.notify.email, "SECONDS", PATIENCE)
    server = MailServer(postbox)
    server.start()
    yield server
    postbox.waits = False
    server.stop()


@pytest.fixture
def closed_port() -> Iterator[int]:
    """Nobody listens there."""
    with held_port() as held:
        yield held


@dataclass(frozen=True)
class Certificate:
    """Of a mail server called so, signed by nobody but itself."""

    name: str
    file: Path
    key: Path

    def of_server(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file, self.key)
        return context

    def trusted(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.file))


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    folder = tmp_path_factory.mktemp("certificate")
    made = Certificate("mail.school.example", folder / "certificate.pem", folder / "key.pem")
    of_name = f"-subj /CN={made.name} -addext subjectAltName=DNS:{made.name}"
    files = f"-keyout {made.key} -out {made.file}"
    asked = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 {of_name} {files}"
    subprocess.run(asked.split(), check=True, capture_output=True)
    return made
