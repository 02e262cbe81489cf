"""Whether the process lives, and whether it can show anything: for whoever watches over it."""

from flask import Blueprint, Response

from app.services.open_ledger import can_be_read
from app.web.parts import parts
from app.web.who import open_to_all

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@open_to_all
def alive() -> Response:
    return _plain("alive", 200)


@blueprint.get("/readyz")
@open_to_all
def ready() -> Response:
    if not parts().library.ready():
        return _plain("the library is not there or cannot be read (run drillbook build)", 503)
    if not can_be_read(parts().ledger):
        return _plain("the ledger does not answer (run drillbook doctor)", 503)
    return _plain("ready", 200)


def _plain(text: str, status: int) -> Response:
    response = Response(text + "\n", status, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response
