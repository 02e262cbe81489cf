"""What a request brings: read before a thread is taken up with it, unless it is large."""

import asyncio
import io
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import ClientDisconnected

from app.web.site import LARGEST_REQUEST

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

    from _typeshed import WriteableBuffer

Receive = Callable[[], Awaitable[Mapping[str, Any]]]


class ClientGone(Exception):
    """Nobody waits for the answer any more."""


async def read(environ: "WSGIEnvironment", receive: Receive) -> bytes | None:
    """The body, which costs nobody a thread however slowly it comes; none of one that is larger
    than most routes take. One that did not tell its length is then larger than any takes, since
    Flask would cut it off at the limit and say nothing.
    """
    length = environ.get("CONTENT_LENGTH", "")
    if length.isdecimal() and int(length) > LARGEST_REQUEST:
        return None
    pieces, size, more = [], 0, _may_come(environ)
    while more:
        piece, more = await _next(receive)
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST_REQUEST:
            environ.pop("HTTP_TRANSFER_ENCODING", None)
            environ["CONTENT_LENGTH"] = str(sys.maxsize)
            return None
    return b"".join(pieces)


def _may_come(environ: "WSGIEnvironment") -> bool:
    """HTTP/1 says so beforehand."""
    said = "CONTENT_LENGTH" in environ or "HTTP_TRANSFER_ENCODING" in environ
    return said or not environ["SERVER_PROTOCOL"].startswith("HTTP/1")


async def _next(receive: Receive) -> tuple[bytes, bool]:
    message = await receive()
    if message["type"] != "http.request":
        raise ClientGone
    return message["body"], message["more_body"]


class Large(io.RawIOBase):
    """A large body, for a thread that asks for it piece by piece."""

    def __init__(self, receive: Receive) -> None:
        self._at_hand = memoryview(b"")
        self._receive = receive
        self._loop = asyncio.get_running_loop()
        self._more = True

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        while self._more and not self._at_hand:
            self._take_next()
        target = memoryview(buffer).cast("B")
        size = min(len(target), len(self._at_hand))
        target[:size] = self._at_hand[:size]
        self._at_hand = self._at_hand[size:]
        return size

    def _take_next(self) -> None:
        coming = asyncio.run_coroutine_threadsafe(_next(self._receive), self._loop)
        try:
            piece, self._more = coming.result()
        except ClientGone:
            raise ClientDisconnected from None
        self._at_hand = memoryview(piece)
