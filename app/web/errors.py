"""Errors as pages, or as programs read them: said plainly, with a way on."""

from contextlib import suppress
from typing import cast
from urllib.parse import urlencode

from flask import Flask, Response, redirect, render_template, request
from werkzeug.exceptions import HTTPException

from app.core.errors import DrillbookError, NotFound
from app.services.open_ledger import Busy, NoRoom, NoText, ReadOnly
from app.services.tokens import TokenExpired
from app.web.hosts import StrangeHost
from app.web.origin import has_bearer
from app.web.parts import parts
from app.web.problem import for_a_program, problem
from app.web.refusals import MOMENT_SECONDS
from app.web.who import OutOfScope, SignInNeeded, caller

KNOWN = (400, 403, 404, 405, 413, 422, 500, 503, 507)
TO_OTHERS = {503: "try again in a moment", 507: "there is no room to write; nothing was lost"}


def attach(app: Flask) -> None:
    app.register_error_handler(NotFound, lambda error: _told(404, error))
    app.register_error_handler(SignInNeeded, _sign_in)
    app.register_error_handler(TokenExpired, _sign_in)
    app.register_error_handler(OutOfScope, _out_of_scope)
    app.register_error_handler(Busy, _again_soon)
    app.register_error_handler(NoRoom, lambda error: _told(507, error))
    app.register_error_handler(NoText, lambda error: _told(400, error))
    app.register_error_handler(ReadOnly, lambda error: _told(503, error))
    app.register_error_handler(DrillbookError, lambda error: _told(503, error))
    app.register_error_handler(HTTPException, _refused)


def _sign_in(error: DrillbookError) -> Response:
    if for_a_program():
        response = problem(401, str(error))
        unfit = ' error="invalid_token"' if has_bearer(request) else ""
        response.headers["WWW-Authenticate"] = f"Bearer{unfit}"
        return response
    back = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return cast(Response, redirect(f"/sign-in?{urlencode({'next': back}, safe='/')}", 303))


def _out_of_scope(error: OutOfScope) -> Response:
    """As RFC 6750 has it: the program learns which scope would do."""
    response = problem(403, str(error))
    told = f'Bearer error="insufficient_scope", scope="{error.scope}"'
    response.headers["WWW-Authenticate"] = told
    return response


def _again_soon(error: DrillbookError) -> Response:
    response = _told(503, error)
    response.headers["Retry-After"] = MOMENT_SECONDS
    return response


def _refused(error: HTTPException) -> Response:
    """Keeps the headers that belong to the status, such as `Allow` for 405."""
    status = error.code or 500
    if for_a_program():
        response = problem(status, error.description or "" if status < 500 else "")
    else:
        known = status if status in KNOWN else 400 if status < 500 else 500
        is_told = status == 422 or isinstance(error, StrangeHost)
        response = _page(known, status, why=error.description or "" if is_told else "")
    for name, text in error.get_headers():
        response.headers.setdefault(name, text)
    return response


def _told(status: int, error: DrillbookError) -> Response:
    """Only who runs this for oneself is told why; a school's learners could do nothing with it."""
    why = str(error) if parts().settings.serves_oneself or status == 404 else ""
    if for_a_program():
        return problem(status, why or TO_OTHERS.get(status, ""))
    return _page(status, why="" if status == 404 else why)


def _page(words: int, status: int = 0, why: str = "") -> Response:
    """An address that leads nowhere asked nobody; who is signed in still wants the way on."""
    with suppress(DrillbookError):
        caller()
    return Response(render_template("error.html", status=words, why=why), status or words)
