"""One line a request, whatever the request tries to write into it."""

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from secrets import token_hex
from typing import TYPE_CHECKING, TextIO
from urllib.parse import quote

from flask import Flask

from app.web.parts import NAME

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

LONGEST_PATH = 500
# What stands after these is a secret, most of them sent by mail; who reads a log shall not use it.
SECRET = re.compile(r"^(/+(?:reset|confirm|calendar|r/[a-z]+)/).+")
REQUEST_ID = "drillbook.request_id"
UNLOGGED = "/preview/version"  # asked several times a second by each open page of an author


@dataclass(slots=True)
class Line:
    time: str
    method: str
    path: str
    status: int = 500
    ms: float = 0.0
    bytes: int = 0
    id: str = ""
    length: int | None = None

    def as_text(self) -> str:
        return (
            f"{self.time} {self.method} {self.path} {self.status} "
            f"{self.ms} ms {self.bytes} B {self.id}"
        )

    def as_json(self) -> str:
        told = asdict(self)
        del told["length"]
        return json.dumps(told)


FORMATS: dict[str, Callable[[Line], str]] = {"text": Line.as_text, "json": Line.as_json}


def attach(app: Flask) -> None:
    as_line = FORMATS[app.extensions[NAME].settings.log_format]
    app.wsgi_app = RequestLog(app.wsgi_app, as_line)  # type: ignore[method-assign]


class RequestLog:
    """A middleware, since only here every reply passes, errors of the framework included."""

    def __init__(self, inner: "WSGIApplication", as_line: Callable[[Line], str]) -> None:
        self.inner = inner
        self.as_line = as_line

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        line = begun(environ)
        environ[REQUEST_ID] = line.id
        began = time.perf_counter()

        def start(status: str, headers: list[tuple[str, str]], *rest: object) -> object:
            line.status = int(status[:3])
            line.length = next((int(v) for k, v in headers if k.lower() == "content-length"), None)
            return start_response(status, [*headers, ("X-Request-Id", line.id)], *rest)  # type: ignore[arg-type]

        def done() -> None:
            line.ms = milliseconds_since(began)
            if line.path != UNLOGGED or line.status >= 400:
                write_line(environ["wsgi.errors"], self.as_line(line))

        try:
            return Body(self.inner(environ, start), line, done)  # type: ignore[arg-type]
        except BaseException:
            done()
            raise


class Body:
    """Passes the reply on, counts it, and is done once: with its last byte, or when broken off.

    A server that is being stopped may ask for nothing more once the promised length is there.
    """

    def __init__(self, inner: Iterable[bytes], line: Line, done: Callable[[], None]) -> None:
        self.inner = inner
        self.line = line
        self.done = done
        self.open = True

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self.inner:
            self.line.bytes += len(chunk)
            if self.line.bytes == self.line.length:
                self._end()
            yield chunk
        self._end()

    def close(self) -> None:
        try:
            close = getattr(self.inner, "close", None)
            if close is not None:
                close()
        finally:
            self._end()

    def _end(self) -> None:
        if self.open:
            self.open = False
            self.done()


def begun(environ: "WSGIEnvironment") -> Line:
    path = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
    return Line(
        time=datetime.now(UTC).isoformat(timespec="milliseconds"),
        method=_quoted(environ.get("REQUEST_METHOD", "-")),
        path=SECRET.sub(r"\1...", _quoted(path)) or "-",
        id=token_hex(8),
    )


def milliseconds_since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 1)


def _quoted(text: str) -> str:
    """As in an address: no space, line break or control character is left in it."""
    quoted = quote(text.encode("latin-1", "replace"), safe="/:@!$&'()*+,;=~")
    return quoted if len(quoted) <= LONGEST_PATH else quoted[:LONGEST_PATH] + "..."


def write_line(stream: TextIO, line: str) -> None:
    """A log that cannot be written must not cost the reader the page."""
    with suppress(OSError, ValueError):
        stream.write(line + "\n")
        stream.flush()
