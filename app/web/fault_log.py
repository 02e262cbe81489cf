"""A fault of ours in the log: with the request's id, and unable to pass for another line."""

import json
import traceback
from types import TracebackType

from flask import Flask, request

from app.web.parts import parts
from app.web.request_log import REQUEST_ID, write_line

Fault = tuple[type[BaseException], BaseException, TracebackType | None]


class FaultLoggingFlask(Flask):
    """Flask itself would write the path as it came, line breaks and terminal codes included."""

    def log_exception(self, exc_info: Fault | tuple[None, None, None]) -> None:
        told = "".join(traceback.format_exception(*exc_info))
        request_id = request.environ.get(REQUEST_ID, "-")
        as_text = FORMATS[parts().settings.log_format]
        write_line(request.environ["wsgi.errors"], as_text(request_id, told))


def _as_text(request_id: str, told: str) -> str:
    """Indented, so that no line of it begins as a request's does."""
    lines = [f"  {_printable(line)}" for line in told.splitlines()]
    return "\n".join([f"fault in {request_id}", *lines])


def _as_json(request_id: str, told: str) -> str:
    return json.dumps({"id": request_id, "fault": told})


FORMATS = {"text": _as_text, "json": _as_json}


def _printable(line: str) -> str:
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)
