"""Whether the process lives, and whether it can show anything: for whoever watches over it."""

from flask import Blueprint, Response

from app.web.parts import parts

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    return _plain("alive", 200)


@blueprint.get("/readyz")
def ready() -> Response:
    if parts().library.ready():
        return _plain("ready", 200)
    return _plain("the library is not there or cannot be read (run drillbook build)", 503)


def _plain(text: str, status: int) -> Response:
    response = Response(text + "\n", status, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response
