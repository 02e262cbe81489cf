"""What a link in a mail leads to. To open it changes nothing, since mail programs open links too:
only the button does."""

from typing import cast

from flask import Blueprint, Response, redirect, render_template, request

from app.services.confirm_address import LinkOver, confirm_address
from app.services.reset_password import account_of_link, ask_for_reset, reset_password
from app.web.accounts import only_in_a_service
from app.web.clock import now
from app.web.parts import parts
from app.web.refusals import REFUSALS, refused, sentences
from app.web.visiting import this_visit
from app.web.who import open_to_all

blueprint = Blueprint("by_mail", __name__)
blueprint.before_request(only_in_a_service)


@blueprint.errorhandler(LinkOver)
def _over(error: LinkOver) -> Response:
    return Response(render_template("link_over.html", why=sentences(error)), 410)


@blueprint.get("/confirm/<secret>")
@open_to_all
def offer_confirmation(secret: str) -> str:
    return render_template("confirm.html")


@blueprint.post("/confirm/<secret>")
@open_to_all
def confirm(secret: str) -> Response:
    confirm_address(parts().ledger, secret, now())
    return _to("/sign-in?done=confirmed")


@blueprint.get("/forgot")
@open_to_all
def offer_reset() -> str:
    return render_template("forgot.html")


@blueprint.post("/forgot")
@open_to_all
def send_reset() -> str | Response:
    post = parts().post
    if post is None:
        return render_template("forgot.html")
    try:
        ask_for_reset(parts().ledger, post, this_visit(), request.form.get("name", ""))
    except REFUSALS as error:
        return refused("forgot.html", error)
    return _to("/forgot/sent")


@blueprint.get("/forgot/sent")
@open_to_all
def reset_sent() -> str:
    return render_template("letter_sent.html", certain=False)


@blueprint.get("/reset/<secret>")
@open_to_all
def ask_for_new_password(secret: str) -> str:
    name = account_of_link(parts().ledger, secret, now())
    return render_template("reset.html", name=name)


@blueprint.post("/reset/<secret>")
@open_to_all
def reset(secret: str) -> Response:
    visit, password = this_visit(), request.form.get("password", "")
    try:
        reset_password(parts().ledger, visit, secret, password)
    except REFUSALS as error:
        name = account_of_link(parts().ledger, secret, visit.now)
        return refused("reset.html", error, name=name)
    return _to("/sign-in?done=changed")


def _to(path: str) -> Response:
    return cast(Response, redirect(path, 303))
