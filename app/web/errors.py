"""Errors as pages: said plainly, with a way on."""

from flask import Flask, Response, render_template
from werkzeug.exceptions import HTTPException

from app.core.errors import DrillbookError, NotFound
from app.web.parts import parts

KNOWN = (400, 404, 405, 413, 500, 503)


def attach(app: Flask) -> None:
    app.register_error_handler(NotFound, lambda _: _page(404))
    app.register_error_handler(DrillbookError, _unready)
    app.register_error_handler(HTTPException, _refused)


def _refused(error: HTTPException) -> Response:
    """Keeps the headers that belong to the status, such as `Allow` for 405."""
    status = error.code or 500
    known = status if status in KNOWN else 400 if status < 500 else 500
    response = _page(known, status)
    for name, text in error.get_headers():
        response.headers.setdefault(name, text)
    return response


def _unready(error: DrillbookError) -> Response:
    """Only who runs this for oneself is told why; a school's learners could do nothing with it."""
    return _page(503, why=str(error) if parts().settings.serves_oneself else "")


def _page(words: int, status: int = 0, why: str = "") -> Response:
    return Response(render_template("error.html", status=words, why=why), status or words)
