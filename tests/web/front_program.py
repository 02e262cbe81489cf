"""A program behind the front, served as Drillbook is: `python -m tests.web.front_program PORT`."""

import asyncio
import sys
from collections.abc import Awaitable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from flask import Flask, Response, abort, request

import app.cli.web_server as server
from app.config import Settings
from app.web.front import Front
from app.web.quick import Reply
from app.web.site import LARGEST_REQUEST
from tests.web.front_server import PATIENCE

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

THREADS = 2
CHUNK = b"x" * 8192
LARGE_BYTES = 256 * 1024 * 1024
TAKEN_BYTES = 4 * LARGEST_REQUEST

program = Flask(__name__)
program.config.update(MAX_CONTENT_LENGTH=LARGEST_REQUEST)
asked = {"bodies": 0, "drawn": 0, "closed": 0, "broken": 0}


@program.get("/asked")
def tell_asked() -> dict[str, int]:
    return asked


@program.post("/length")
def tell_length() -> str:
    length = len(request.get_data())
    asked["bodies"] += 1
    return str(length)


@program.post("/taken")
def take_more() -> str:
    request.max_content_length = TAKEN_BYTES
    return tell_length()


@program.post("/unread")
def leave_unread() -> str:
    return "unread"


@program.get("/large")
def give_much() -> Response:
    response = Response(_large())
    response.call_on_close(partial(_count, "closed"))
    response.content_length = LARGE_BYTES
    return response


def _large() -> Iterator[bytes]:
    for _ in range(LARGE_BYTES // len(CHUNK)):
        asked["drawn"] += len(CHUNK)
        yield CHUNK


def _count(what: str) -> None:
    asked[what] += 1


@program.get("/broken")
def break_off() -> Response:
    def chunks() -> Iterator[bytes]:
        yield from (CHUNK for _ in range(20))
        raise ValueError("canary")

    response = Response(chunks())
    response.call_on_close(partial(_count, "broken"))
    response.content_length = LARGE_BYTES
    return response


@program.get("/empty")
def empty() -> tuple[str, int]:
    return "", 204


def faulty(environ: "WSGIEnvironment", start: object) -> list[bytes]:
    if environ["PATH_INFO"] == "/fault":
        raise ValueError("canary")
    return program_app(environ, start)


program_app = program.wsgi_app
program.wsgi_app = faulty  # type: ignore[method-assign]


def quick(environ: "WSGIEnvironment", body: bytes) -> Awaitable[Reply | None] | None:
    if not environ["PATH_INFO"].startswith("/quick"):
        return None
    return _reply(environ["PATH_INFO"], body)


async def _reply(path: str, body: bytes) -> Reply | None:
    await asyncio.sleep(0)
    return None if path == "/quick/not" else Reply(201, [("X-Quick", "yes")], body)


@program.post("/quick/not")
def slow_after_all() -> str:
    return f"flask: {request.get_data(as_text=True)}"


@program.post("/quick/large")
def slow_since_large() -> None:
    abort(418)


if __name__ == "__main__":
    server.GRACE_SECONDS = PATIENCE  # a busy machine is slow, and then it ends what it has begun
    vars(server)["create_front"] = partial(Front, program, threads=THREADS, quick=quick)
    server.web_server(Settings(port=int(sys.argv[1])), "127.0.0.1").serve()
