"""The tokens by which a learner's programs come in. A new one is shown once and never again."""

import secrets
from datetime import timedelta
from typing import cast

from flask import Blueprint, Response, redirect, render_template, request

from app.core.errors import DrillbookError
from app.services.tokens import NoScope, Scope, list_tokens, make_token, revoke_token
from app.web.clock import now
from app.web.parts import parts
from app.web.refusals import sentences
from app.web.settings.ago import on_day, until_day
from app.web.who import the_learner

blueprint = Blueprint("programs", __name__, url_prefix="/programs")
# So that one that is found in the wrong place is known for what it is.
PREFIX = "drill_"
MAY = {
    Scope.READ: "Read: lessons, cards, what is due, your history and settings",
    Scope.ANSWER: "Answer: put answers and what else happens to a card into your history",
    Scope.SETTINGS: "Change what you follow and your settings",
}
LASTS = {"30": "30 days", "90": "90 days", "365": "A year", "": "Until you revoke it"}


@blueprint.get("")
def show() -> str:
    return _page()


@blueprint.post("")
def make() -> Response:
    """The page itself has the secret: in an address it would stay in many places."""
    secret, form = PREFIX + secrets.token_urlsafe(32), request.form
    scopes = {scope for scope in Scope if scope in form.getlist("may")}
    lasts = form.get("lasts", "")
    if lasts not in LASTS:
        return _refused("lasts", "Choose one of these.")
    expires_at = now() + timedelta(days=int(lasts)) if lasts else None
    try:
        made = form.get("name", ""), secret, scopes, now(), expires_at
        make_token(parts().ledger, the_learner(), *made)
    except NoScope as error:
        return _refused("may", sentences(error))
    except DrillbookError as error:
        return _refused("name", sentences(error))
    return Response(_page(secret=secret))


@blueprint.post("/revoke")
def revoke() -> Response:
    revoke_token(parts().ledger, the_learner(), request.form.get("token", ""))
    return cast(Response, redirect("/settings/programs?said=revoked", 303))


def _refused(field: str, fault: str) -> Response:
    typed = request.form
    asked = {"name": typed.get("name", ""), "lasts": typed.get("lasts", "")}
    return Response(_page(faults={field: fault}, ticked=typed.getlist("may"), **asked), 422)


def _page(
    name: str = "",
    ticked: list[str] | None = None,
    lasts: str = "365",
    faults: dict[str, str] | None = None,
    secret: str = "",
) -> str:
    return render_template(
        "settings/programs.html",
        tokens=list_tokens(parts().ledger, the_learner()),
        name=name,
        ticked=[Scope.READ, Scope.ANSWER] if ticked is None else ticked,
        lasts=lasts,
        faults=faults or {},
        secret=secret,
        may=MAY,
        all_lasts=LASTS,
        on_day=on_day,
        until_day=until_day,
        now=now(),
        said=request.args.get("said"),
    )
