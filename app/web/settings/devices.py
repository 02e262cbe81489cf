"""Where a learner is signed in, and how to end that."""

from typing import cast

from flask import Blueprint, Response, abort, redirect, render_template, request

from app.services.sessions import Session, end_other_sessions, end_session, list_sessions
from app.web.clock import now
from app.web.parts import parts
from app.web.settings.ago import on_day
from app.web.who import the_caller, the_learner

blueprint = Blueprint("devices", __name__, url_prefix="/devices")


@blueprint.get("")
def show() -> str:
    """The one that asks comes first."""
    this = _session()
    found = list_sessions(parts().ledger, the_learner(), now())
    found.sort(key=lambda each: each.session_id != this.session_id)
    return render_template(
        "settings/devices.html",
        sessions=found,
        this=this,
        on_day=on_day,
        said=request.args.get("said"),
    )


@blueprint.post("")
def end() -> Response:
    this = _session()
    if request.form.get("others"):
        end_other_sessions(parts().ledger, the_learner(), this)
    else:
        end_session(parts().ledger, the_learner(), request.form.get("session", ""))
    return cast(Response, redirect("/settings/devices?said=ended", 303))


def _session() -> Session:
    """Nobody signs in where one learner needs no password, and a program has no devices."""
    session = the_caller().session
    if session is None:
        abort(404)
    return session
