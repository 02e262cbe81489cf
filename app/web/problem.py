"""An error as programs read it (RFC 9457)."""

import json
from http import HTTPStatus

from flask import Response, request
from werkzeug.wrappers import Request

PROBLEM = "application/problem+json"


def for_a_program(asked: Request = request) -> bool:
    return asked.path.startswith("/api/")


def problem(status: int, detail: str = "") -> Response:
    try:
        title = HTTPStatus(status).phrase
    except ValueError:
        title = "Error"
    told = {"type": "about:blank", "title": title, "status": status}
    if detail:
        told["detail"] = detail
    return Response(json.dumps(told) + "\n", status, mimetype=PROBLEM)
