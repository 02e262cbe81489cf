"""The one way out to addresses that learners give: to public hosts only, once, and in time.

A name is looked up once, and the addresses that were looked at are those that are connected to:
a second look-up might find others.
"""

import socket
import ssl
from collections.abc import Collection, Mapping
from concurrent.futures import Future
from threading import Thread
from typing import Any

from app.core.errors import DrillbookError
from app.notify.destination import PORTS, Destination, Refused, parse_destination
from app.notify.exchange import Deadline, NoReply, Reply, post
from app.notify.public_address import is_public

SECONDS = 10.0

# A family, and the address in its form.
Address = tuple[int, Any]


class Unreached(DrillbookError):
    """Nobody has taken it; another time somebody may."""


class Outbound:
    """`allowed` are pairs `host:port` that may be private, or at a port of their own."""

    def __init__(
        self,
        allowed: Collection[str] = (),
        context: ssl.SSLContext | None = None,
        seconds: float | None = None,
    ) -> None:
        self._allowed = frozenset(allowed)
        self._context = context or ssl.create_default_context()
        self._seconds = SECONDS if seconds is None else seconds

    def allows(self, to: Destination) -> bool:
        return to.pair in self._allowed

    def check(self, url: str) -> Destination:
        """As far as to send, and then nothing: for when somebody gives the address."""
        to = parse_destination(url)
        self._looked_up(to, Deadline(self._seconds))
        return to

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """A reply that leads elsewhere is a reply, and nothing follows it."""
        to, until = parse_destination(url), Deadline(self._seconds)
        addresses = self._looked_up(to, until)
        try:
            with self._safe(_dialled(addresses, until), to, until) as line:
                return post(line, to, body, headers, until)
        except TimeoutError as error:
            raise _too_slow(to) from error
        except ssl.SSLError as error:
            what = f"no safe connection to {to.host}"
            raise Unreached(what, "look at the certificate there") from error
        except NoReply as error:
            raise Unreached(f"no sensible answer from {to.host}", str(error)) from error
        except OSError as error:
            what = f"no connection to {to.pair}"
            raise Unreached(what, "see whether anybody answers there") from error

    def _looked_up(self, to: Destination, until: Deadline) -> list[Address]:
        """One that is not public is enough to refuse all: nobody needs a name with both."""
        if not self.allows(to) and to.port not in PORTS.values():
            raise Refused(f"nothing is sent to port {to.port}", "the ports are 80 and 443")
        try:
            found = _addresses(to, until)
        except TimeoutError as error:
            raise _too_slow(to) from error
        except (OSError, UnicodeError) as error:
            what = f"no host called {to.host} was found"
            raise Unreached(what, "look for a typing mistake") from error
        if not self.allows(to) and not all(is_public(str(each[0])) for _, each in found):
            # Which one it is may be a matter of whose network this is.
            what = f"{to.host} leads to an address that is not public"
            raise Refused(what, "only what everybody can reach is written to")
        return found

    def _safe(self, line: socket.socket, to: Destination, until: Deadline) -> socket.socket:
        if to.scheme == "http":
            return line
        try:
            line.settimeout(until.left())
            return self._context.wrap_socket(line, server_hostname=to.host)
        except BaseException:
            line.close()
            raise


def _too_slow(to: Destination) -> Unreached:
    return Unreached(f"{to.host} did not answer in time", "see whether it is busy")


def _dialled(addresses: list[Address], until: Deadline) -> socket.socket:
    """The first that answers; each has its share of the time."""
    fault = OSError()
    for tried, address in enumerate(addresses):
        try:
            return _dial(address, until.left() / (len(addresses) - tried))
        except OSError as error:
            fault = error
    raise fault


def _dial(address: Address, seconds: float) -> socket.socket:
    family, place = address
    line = socket.socket(family, socket.SOCK_STREAM)
    try:
        line.settimeout(seconds)
        line.connect(place)
    except BaseException:
        line.close()
        raise
    return line


def _addresses(to: Destination, until: Deadline) -> list[Address]:
    """The system's look-up may take minutes and cannot be ended, so it is left behind."""
    asked: Future[list[Address]] = Future()
    Thread(target=_look_up, args=(asked, to.host, to.port), daemon=True).start()
    return asked.result(until.left())


def _look_up(asked: Future[list[Address]], host: str, port: int) -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        asked.set_result(list(dict.fromkeys((each[0], each[4]) for each in found)))
    except Exception as error:  # noqa: BLE001  the one who waits is told
        asked.set_exception(error)
