"""Mail by SMTP: encrypted on its way, in time, or an error that says why not."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from threading import Event, Thread
from urllib.parse import unquote, urlsplit

from app.notify.address import parse_address
from app.notify.letter import Letter, message_of
from app.notify.mail_problems import told

# Who waits for a page must not wait for a mail server for longer.
SECONDS = 10.0
CUT_EVERY_SECONDS = 0.1
READY = 220
PORTS = {"smtp": 587, "smtps": 465}


class Mailer:
    """Gives letters to the server of `smtp://name:password@host:587` or `smtps://…`."""

    def __init__(
        self,
        url: str,
        sender: str,
        context: ssl.SSLContext | None = None,
        seconds: float | None = None,
        connect_seconds: float | None = None,
    ) -> None:
        self._server = urlsplit(url)
        self._sender = parse_address(sender)
        self._context = context or ssl.create_default_context()
        self._seconds = SECONDS if seconds is None else seconds
        self._connect_seconds = connect_seconds or self._seconds

    def send(self, letter: Letter) -> None:
        message = message_of(letter, self._sender)
        with told(letter.to), self._connected() as connection:
            connection.send_message(message, self._sender, [parse_address(letter.to)])

    def check(self) -> None:
        """As far as to send, and then nothing: who has no account waits as long for the answer."""
        with told(), self._connected() as connection:
            connection.noop()

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """A server may drip its answers, each in time: the end of all the time ends that too."""
        connection, over = self._unconnected(), Event()
        Thread(target=_cut_after, args=(self._seconds, connection, over), daemon=True).start()
        try:
            self._connect(connection)
            yield connection
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()
        finally:
            over.set()
            connection.close()

    def _unconnected(self) -> smtplib.SMTP:
        """Named by us, or Python would first ask the name servers who this machine is."""
        named, seconds = self._sender.rpartition("@")[2], self._connect_seconds
        if self._server.scheme == "smtps":
            return smtplib.SMTP_SSL(local_hostname=named, timeout=seconds, context=self._context)
        return smtplib.SMTP(local_hostname=named, timeout=seconds)

    def _connect(self, connection: smtplib.SMTP) -> None:
        host = self._server.hostname or ""
        # For this name a certificate has to be; Python takes it at another place only.
        connection._host = host  # type: ignore[attr-defined]  # noqa: SLF001
        code, said = connection.connect(host, self._server.port or PORTS[self._server.scheme])
        if code != READY:
            raise smtplib.SMTPConnectError(code, said)
        assert connection.sock
        connection.sock.settimeout(self._seconds)
        connection.ehlo_or_helo_if_needed()
        if self._server.scheme == "smtp" and not _is_this_machine(host):
            connection.starttls(context=self._context)
        if self._server.username:
            connection.login(unquote(self._server.username), unquote(self._server.password or ""))


def _is_this_machine(host: str) -> bool:
    """Nobody can listen on the way to it, and its certificate is seldom one to be trusted."""
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


def _cut_after(seconds: float, connection: smtplib.SMTP, over: Event) -> None:
    """Again and again: where the way there was long, there is no line to be cut at first."""
    while not over.wait(seconds):
        seconds = CUT_EVERY_SECONDS
        found = getattr(connection, "sock", None)
        if found is not None:
            with suppress(OSError):
                found.shutdown(socket.SHUT_RDWR)
