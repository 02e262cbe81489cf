"""To go, and leave nothing behind."""

from typing import cast

from flask import Blueprint, Response, redirect, render_template, request

from app.services.delete_account import begin_anew, delete_account
from app.web.cookie import take_device, take_session
from app.web.parts import parts
from app.web.refusals import REFUSALS, refused
from app.web.visiting import this_visit
from app.web.who import open_to_all, the_learner

blueprint = Blueprint("leaving", __name__)
WORD = "delete"


@blueprint.get("/delete")
def show() -> str:
    return render_template("settings/delete.html", learner=the_learner(), faults={}, word=WORD)


@blueprint.post("/delete")
def delete() -> Response:
    learner = the_learner()
    if parts().settings.is_local:
        if request.form.get("word", "").strip().lower() != WORD:
            return _not_meant()
        begin_anew(parts().ledger, learner)
    else:
        try:
            password = request.form.get("password", "")
            delete_account(parts().ledger, this_visit(), learner, password)
        except REFUSALS as error:
            return refused("settings/delete.html", error, learner=learner, word=WORD)
    response = cast(Response, redirect("/settings/goodbye", 303))
    take_session(response)
    take_device(response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@blueprint.get("/goodbye")
@open_to_all
def goodbye() -> str:
    """Looks nobody up: where one learner needs no password, to look would make a new one."""
    return render_template("settings/goodbye.html", alone=parts().settings.is_local)


def _not_meant() -> Response:
    faults = {"word": f"Type the word {WORD}."}
    page = render_template("settings/delete.html", learner=the_learner(), faults=faults, word=WORD)
    return Response(page, 422)
