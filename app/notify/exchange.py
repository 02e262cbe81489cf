"""One request and the head of its reply, over a connection that somebody else has made.

What the reply says beyond its head is nobody's, so that it is not even read.
"""

import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import ceil
from time import monotonic

import h11

from app.notify.destination import Destination

MOST_BYTES = 64 * 1024
AT_ONCE = 8 * 1024
LONGEST_NUMBER = 8


class NoReply(OSError):
    """What came is no HTTP, too much of it, or ends in the middle."""


class Deadline:
    """One for a whole undertaking; a time-out for each of its steps would begin anew each time."""

    def __init__(self, seconds: float) -> None:
        self._ends = monotonic() + seconds

    def left(self) -> float:
        seconds = self._ends - monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    retry_after: str = ""

    @property
    def is_taken(self) -> bool:
        return 200 <= self.status < 300

    def wait_s(self, now: datetime) -> int | None:
        """It may be seconds, or the date of another clock."""
        said = self.retry_after
        if said.isascii() and said.isdigit():
            return int(said[:LONGEST_NUMBER])
        try:
            until = parsedate_to_datetime(said)
        except ValueError:
            return None
        return max(0, ceil((until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds()))


def post(
    line: socket.socket, to: Destination, body: bytes, headers: Mapping[str, str], until: Deadline
) -> Reply:
    speaker = h11.Connection(h11.CLIENT)
    own = {
        "Host": to.authority,
        "User-Agent": "Drillbook",
        "Content-Length": str(len(body)),
        "Connection": "close",
    }
    asked = h11.Request(method="POST", target=to.path, headers=list((own | dict(headers)).items()))
    whole = (asked, h11.Data(data=body), h11.EndOfMessage())
    line.settimeout(until.left())
    line.sendall(b"".join(speaker.send(part) or b"" for part in whole))
    try:
        return _reply(speaker, _received(line, until))
    except h11.RemoteProtocolError as error:
        raise NoReply("what came is no HTTP") from error


def _reply(speaker: h11.Connection, received: Iterator[bytes]) -> Reply:
    """Whatever comes before the reply itself (`100 Continue`) is passed over."""
    while True:
        event = speaker.next_event()
        if event is h11.NEED_DATA:
            speaker.receive_data(next(received))
        elif isinstance(event, h11.Response):
            named = {name.decode(): value.decode("latin-1") for name, value in event.headers}
            return Reply(event.status_code, named.get("retry-after", ""))


def _received(line: socket.socket, until: Deadline) -> Iterator[bytes]:
    read = 0
    while read < MOST_BYTES:
        line.settimeout(until.left())
        found = line.recv(AT_ONCE)
        read += len(found)
        yield found
    raise NoReply("the head of the reply does not end")
