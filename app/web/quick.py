"""The short way of an answer: past Flask and its threads, with which half as many were taken.

It asks what Flask's hooks ask, by the same functions, and answers only what all is well with.
Whatever else comes goes the long way, where it is refused in the words of there; an answer that
was recorded already, and then comes by there, is found by its id.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from flask import Flask

from app.services.gather_answers import Told, read_or_none
from app.services.open_ledger import LedgerProblem
from app.services.take_answers import Sent
from app.services.tokens import Scope
from app.web.api.reading import JSON, decoder_of
from app.web.api.reviews import PROBLEM, RawReviews, Results, is_for, read_events
from app.web.api.routes import PREFIX
from app.web.api.sent_events import Unreadable
from app.web.api.writing import ENCODE, answered
from app.web.hosts import is_ours
from app.web.origin import may_change
from app.web.parts import NAME, Parts
from app.web.proxies import seen_by
from app.web.request_log import FORMATS, begun, milliseconds_since, write_line
from app.web.who import Caller, find_caller, note_use

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

PATH = f"{PREFIX}/reviews"
DECODE = decoder_of(RawReviews).decode


class Reply(NamedTuple):
    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Quick:
    """`None`, at once or later, is the long way. Called from one event loop."""

    def __init__(self, app: Flask) -> None:
        self._parts: Parts = app.extensions[NAME]
        self._as_line = FORMATS[self._parts.settings.log_format]
        self._headers = _headers_of(app)
        self._told: deque[tuple[asyncio.Future[Told], Told]] = deque()
        self._is_called = False

    def __call__(self, environ: "WSGIEnvironment", body: bytes) -> Awaitable[Reply | None] | None:
        if environ["PATH_INFO"] != PATH or environ["REQUEST_METHOD"] != "POST":
            return None
        if "HTTP_UPGRADE" in environ:  # Flask finds no way for what would become a web socket
            return None
        return self._reply(environ, body) if environ.get("CONTENT_TYPE") == JSON else None

    async def _reply(self, environ: "WSGIEnvironment", body: bytes) -> Reply | None:
        line, began = begun(environ), time.perf_counter()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Told] = loop.create_future()
        asked = _Asked(environ, body, self._parts, partial(self._tell, loop, future))
        if not self._put(asked):
            return None
        taken = await future
        if isinstance(taken, LedgerProblem):
            environ[PROBLEM] = taken
        if not isinstance(taken, tuple):
            return None
        content = ENCODE(Results(taken))
        line.status, line.bytes, line.ms = 200, len(content), milliseconds_since(began)
        write_line(environ["wsgi.errors"], self._as_line(line))
        own = [("Content-Length", str(line.bytes)), ("X-Request-Id", line.id)]
        return Reply(200, self._headers + own, content)

    def _put(self, asked: "_Asked") -> bool:
        """Who reads a file waits for nobody, so the loop does it while others are written. A
        server is asked over a network; and at home, the one learner may have to be made."""
        if not self._parts.ledger.is_file or self._parts.settings.is_local:
            self._parts.gathering.put(asked.read, asked.tell)
            return True
        sent = read_or_none(asked.read)
        if sent is not None:
            self._parts.gathering.put(lambda: sent, asked.tell)
        return sent is not None

    def _tell(
        self, loop: asyncio.AbstractEventLoop, future: "asyncio.Future[Told]", told: Told
    ) -> None:
        """The loop is called once for all that are told together."""
        self._told.append((future, told))
        if not self._is_called:
            self._is_called = True
            loop.call_soon_threadsafe(self._pass_on)

    def _pass_on(self) -> None:
        self._is_called = False
        while self._told:
            future, told = self._told.popleft()
            if not future.done():
                future.set_result(told)


class _Asked:
    """Told of, and on a server read, in the thread that gathers: it may wait for the ledger."""

    def __init__(
        self, environ: "WSGIEnvironment", body: bytes, parts: Parts, tell: Callable[[Told], None]
    ) -> None:
        self._environ = environ
        self._body = body
        self._parts = parts
        self._tell = tell
        self._caller: Caller | None = None

    def read(self) -> Sent | None:
        asked, parts = seen_by(self._environ, self._parts.settings.proxy_hops), self._parts
        if not (is_ours(asked.host, parts.settings) and may_change(asked, parts.settings)):
            return None
        self._caller = caller = find_caller(asked, parts, parts.clock())
        if caller is None or not caller.may(Scope.ANSWER):
            return None
        body = DECODE(self._body)
        events = read_events(body, caller.learner)
        fit = [each for each in events if not isinstance(each, Unreadable)]
        if len(fit) < len(events) or not is_for(body, caller.learner):
            return None
        return Sent(caller.learner, fit)

    def tell(self, told: Told) -> None:
        """Its use is noted after its answers, so that nobody waits twice for a locked ledger."""
        try:
            if self._caller and isinstance(told, tuple):
                note_use(self._caller, self._parts, self._parts.clock())
        finally:
            self._tell(told)


def _headers_of(app: Flask) -> list[tuple[str, str]]:
    """As the long way gives them; they are the same for every answer."""
    with app.test_request_context(PATH, method="POST"):
        response = app.process_response(answered(Results([])))
    return [(name, text) for name, text in response.headers if name != "Content-Length"]
