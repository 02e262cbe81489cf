"""Between an event loop, which waits for clients, and Flask, which works in threads.

Requests are read and long replies sent by the loop, so no client holds a thread, however slow it
is; and of those that send more than most routes take, at most half of the threads.

An ASGI application. Of granian's own interface (RSGI) the streams have no back pressure, and a body
that was broken off passes for a whole one.
"""

import asyncio
import io
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any

from app.web.environ import environ_of
from app.web.incoming import ClientGone, Large, Receive, read
from app.web.outgoing import PIECE_BYTES, Headers, Outgoing
from app.web.quick import Reply

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication, WSGIEnvironment

Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]
# Called on the loop, so it must not block. Where it has no reply, Flask is asked.
ShortWay = Callable[["WSGIEnvironment", bytes], Awaitable[Reply | None] | None]


class Front:
    def __init__(
        self, app: "WSGIApplication", *, threads: int, quick: ShortWay | None = None
    ) -> None:
        self._app = app
        self._threads = ThreadPoolExecutor(threads, "flask")
        self._large = asyncio.Semaphore(max(1, threads // 2))
        self._quick = quick

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        environ = environ_of(scope)
        with suppress(ClientGone):
            body = await read(environ, receive)
            if body is None:
                environ["wsgi.input"] = io.BufferedReader(Large(receive))
                async with self._large:
                    await self._ask_flask(environ, receive, send)
                return
            environ["wsgi.input"] = io.BytesIO(body)
            if not await self._answered_quickly(environ, body, send):
                await self._ask_flask(environ, receive, send)

    async def _answered_quickly(self, environ: "WSGIEnvironment", body: bytes, send: Send) -> bool:
        coming = self._quick(environ, body) if self._quick else None
        reply = await coming if coming else None
        if reply is None:
            return False
        await send(_head(reply.status, reply.headers))
        await send(_piece(reply.body))
        return True

    async def _ask_flask(self, environ: "WSGIEnvironment", receive: Receive, send: Send) -> None:
        begun = await self._in_thread(self._answer, environ, send)
        if begun is not None:
            outgoing, first = begun
            await self._stream(outgoing, first, receive, send)

    def _answer(self, environ: "WSGIEnvironment", send: Send) -> tuple[Outgoing, bytes] | None:
        """Sends a short reply right away, since the loop would come to it later: granian takes
        what is sent at the call and from any thread. A longer one is for the loop."""
        outgoing = Outgoing(self._app, environ)
        with ExitStack() as over:
            over.callback(outgoing.close)
            first = outgoing.piece()
            if len(first) < PIECE_BYTES:
                send(_head(outgoing.status, outgoing.headers))
                send(_piece(first))
                return None
            over.pop_all()
        return outgoing, first

    async def _stream(self, outgoing: Outgoing, piece: bytes, receive: Receive, send: Send) -> None:
        """A piece is drawn when the one before is on its way, and none for a client that left."""
        left = asyncio.create_task(_until_left(receive))
        try:
            await send(_head(outgoing.status, outgoing.headers))
            while piece and not left.done():
                await send(_piece(piece, more=True))
                piece = await self._in_thread(outgoing.piece)
            await send(_piece(b""))
        finally:
            left.cancel()
            await self._in_thread(outgoing.close)

    async def _in_thread(self, work: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)


async def _until_left(receive: Receive) -> None:
    while (await receive())["type"] == "http.request":
        pass


def _head(status: int, headers: Headers) -> dict[str, Any]:
    told = [(name.lower().encode("latin-1"), text.encode("latin-1")) for name, text in headers]
    return {"type": "http.response.start", "status": status, "headers": told}


def _piece(body: bytes, *, more: bool = False) -> dict[str, Any]:
    return {"type": "http.response.body", "body": body, "more_body": more}
