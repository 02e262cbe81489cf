"""The tokens by which a learner's programs come in. A new one is shown once and never again."""

import secrets
from typing import cast

from flask import Blueprint, Response, redirect, render_template, request

from app.core.errors import DrillbookError
from app.services.tokens import list_tokens, make_token, revoke_token
from app.web.clock import now
from app.web.parts import parts
from app.web.refusals import sentences
from app.web.settings.ago import on_day
from app.web.who import the_learner

blueprint = Blueprint("programs", __name__, url_prefix="/programs")
# So that one that is found in the wrong place is known for what it is.
PREFIX = "drill_"


@blueprint.get("")
def show() -> str:
    return _page()


@blueprint.post("")
def make() -> Response:
    """The page itself has the secret: in an address it would stay in many places."""
    name, secret = request.form.get("name", ""), PREFIX + secrets.token_urlsafe(32)
    try:
        make_token(parts().ledger, the_learner(), name, secret, now())
    except DrillbookError as error:
        return Response(_page(name=name, fault=sentences(error)), 422)
    return Response(_page(secret=secret))


@blueprint.post("/revoke")
def revoke() -> Response:
    revoke_token(parts().ledger, the_learner(), request.form.get("token", ""))
    return cast(Response, redirect("/settings/programs?said=revoked", 303))


def _page(name: str = "", fault: str = "", secret: str = "") -> str:
    return render_template(
        "settings/programs.html",
        tokens=list_tokens(parts().ledger, the_learner()),
        name=name,
        fault=fault,
        secret=secret,
        on_day=on_day,
        said=request.args.get("said"),
    )
