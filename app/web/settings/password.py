"""Another password, for who knows the old one."""

from typing import cast

from flask import Blueprint, Response, abort, redirect, render_template, request

from app.core.passwords import UnfitPassword
from app.services.change_password import change_password
from app.services.sessions import Session
from app.web.parts import parts
from app.web.refusals import REFUSALS, refused, sentences
from app.web.visiting import this_visit
from app.web.who import the_caller, the_learner

blueprint = Blueprint("password", __name__, url_prefix="/password")


@blueprint.get("")
def show() -> str:
    _session()
    return render_template("settings/password.html", faults={}, said=request.args.get("said"))


@blueprint.post("")
def change() -> Response:
    session, form = _session(), request.form
    passwords = form.get("password", ""), form.get("new", "")
    try:
        change_password(parts().ledger, this_visit(), the_learner(), session, *passwords)
    except UnfitPassword as error:
        page = render_template("settings/password.html", faults={"new": sentences(error)})
        return Response(page, 422)
    except REFUSALS as error:
        return refused("settings/password.html", error)
    return cast(Response, redirect("/settings/password?said=changed", 303))


def _session() -> Session:
    session = the_caller().session
    if session is None:
        abort(404)
    return session
