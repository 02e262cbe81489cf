"""Signing in, signing out, and making an account."""

from typing import cast

from flask import Blueprint, Response, redirect, render_template, request

from app.services.forget_browser import (
    ANOTHER_CAME,
    SIGNED_OUT,
    find_browser,
    forget_browser,
)
from app.services.known_device import remember_device
from app.services.open_ledger import LedgerProblem
from app.services.send_link import Post
from app.services.sessions import end_session
from app.services.sign_in import sign_in
from app.services.sign_up import sign_up
from app.web.clock import now
from app.web.cookie import give_device, give_session, signed_reminded, take_session
from app.web.ids import new_id
from app.web.next_page import same_site
from app.web.parts import parts
from app.web.refusals import REFUSALS, refused
from app.web.visiting import this_visit
from app.web.who import caller, open_to_all

blueprint = Blueprint("accounts", __name__)


@blueprint.before_request
def only_in_a_service() -> Response | None:
    """Who learns alone has no password, and nothing to do on these pages."""
    return _to("/") if parts().settings.is_local else None


@blueprint.app_context_processor
def _about_accounts() -> dict[str, object]:
    return {
        "sign_up_is_open": lambda: _open_post() is not None,
        "sends_mail": lambda: parts().post is not None,
        "encrypted": lambda: parts().settings.is_https,
        "faults": {},
        "typed": {},
    }


@blueprint.get("/sign-in")
@open_to_all
def ask_for_password() -> str | Response:
    back = same_site(request.args.get("next"))
    if caller():
        return _to(back)
    return render_template("sign_in.html", back=back, done=request.args.get("done"))


@blueprint.post("/sign-in")
@open_to_all
def begin() -> Response:
    back, visit = same_site(request.form.get("next")), this_visit()
    name, password = request.form.get("name", ""), request.form.get("password", "")
    try:
        learner = sign_in(parts().ledger, parts().post, visit, name, password)
    except REFUSALS as error:
        return refused("sign_in.html", error, back=back)
    _end_session(learner.learner_id)
    response = _to(back)
    give_session(response, visit.secret)
    give_device(response, remember_device(parts().signer, learner.name, new_id(visit.now)))
    return response


@blueprint.post("/sign-out")
@open_to_all
def end() -> Response:
    """Not "storage": answers that could not be sent yet wait there."""
    ended = _end_session()
    response = _to(f"/sign-in?done={'signed-out' if ended else 'signed-out-here'}")
    take_session(response)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@blueprint.get("/sign-up")
@open_to_all
def offer_account() -> str | Response:
    return render_template("sign_up.html") if _open_post() else _closed()


@blueprint.post("/sign-up")
@open_to_all
def make_account() -> Response:
    post, form = _open_post(), request.form
    if post is None:
        return _closed()
    given = form.get("name", ""), form.get("password", ""), form.get("zone", "")
    try:
        sign_up(parts().ledger, post, this_visit(), *given)
    except REFUSALS as error:
        return refused("sign_up.html", error)
    return _to("/sign-up/sent")


@blueprint.get("/sign-up/sent")
@open_to_all
def account_made() -> str:
    return render_template("letter_sent.html", certain=True)


def _end_session(next_id: int | None = None) -> bool:
    """False where that cannot be written just now: the browser at least is to forget it. Whoever
    signs in again, as `next_id`, keeps being reminded here.
    """
    found, browser = caller(), find_browser(parts().signer, signed_reminded())
    try:
        if browser and browser.learner_id != next_id:
            because = ANOTHER_CAME if next_id else SIGNED_OUT
            forget_browser(parts().ledger, browser, because, now())
        if found and found.session:
            end_session(parts().ledger, found.learner, found.session.session_id)
    except LedgerProblem:
        return False
    return True


def _open_post() -> Post | None:
    return parts().post if parts().settings.sign_up == "open" else None


def _closed() -> Response:
    return Response(render_template("sign_up_closed.html"), 403)


def _to(path: str) -> Response:
    return cast(Response, redirect(path, 303))
