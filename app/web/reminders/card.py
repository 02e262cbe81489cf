"""One card by a reminder's link: to look at it consumes nothing, and one answer is all it takes."""

from typing import cast

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from app.core.errors import NotFound
from app.core.events import AskedAs
from app.services.open_card_link import (
    CardLink,
    CardLinkOver,
    LinkedCard,
    open_card_link,
    read_card_link,
)
from app.web.clock import now
from app.web.drill.acts import ACTS
from app.web.drill.lines import after_line, grade_buttons
from app.web.drill.scene import Scene, asks_openly
from app.web.origin import from_anywhere
from app.web.parts import parts
from app.web.reminders.private import keep_private
from app.web.who import open_to_all

blueprint = Blueprint("card_link", __name__, url_prefix="/r/card")
keep_private(blueprint)
ANSWERS = ("grade", "choice", "check")


@blueprint.errorhandler(NotFound)
def _nothing_there(_: NotFound) -> Response:
    return Response(render_template("reminders/no_link.html"), 404)


@blueprint.errorhandler(CardLinkOver)
def _over(_: CardLinkOver) -> Response:
    return Response(render_template("reminders/card_over.html"), 410)


@blueprint.get("/<signed>")
@open_to_all
def show(signed: str) -> str:
    linked, link = _opened(signed)
    if linked.pack is None:
        return render_template("reminders/card_done.html", linked=linked)
    scene = _scene(link, linked)
    shown_at = request.args.get("t") or str(int(now().timestamp() * 1000))
    return render_template("reminders/card.html", scene=scene, shown_at=shown_at)


@blueprint.post("/<signed>")
@open_to_all
@from_anywhere
def answer(signed: str) -> Response:
    """Shown again after it, so that to load the page once more sends nothing."""
    linked, link = _opened(signed)
    pressed = next((name for name in ANSWERS if name in request.form), None)
    if pressed is None:
        raise BadRequest("there is no such answer")
    if linked.pack is not None and linked.answered is None:
        ACTS[pressed](link.learner, _form_of(link), now())
    return cast(Response, redirect(request.path, 303))


def _opened(signed: str) -> tuple[LinkedCard, CardLink]:
    at = now()
    link = read_card_link(parts().ledger, parts().signer, signed, at)
    return open_card_link(parts().ledger, parts().library.now(), link, at), link


def _form_of(link: CardLink) -> MultiDict[str, str]:
    """Whatever was sent, the card is that of the link."""
    form = MultiDict(request.form)
    for name, value in (
        ("card_id", link.card_id),
        ("id", link.answer_id),
        ("asked_as", AskedAs.REVIEW.value),
    ):
        form.setlist(name, [value])
    return form


def _scene(link: CardLink, linked: LinkedCard) -> Scene:
    assert linked.pack
    (card,) = linked.pack.cards
    buttons = link.learner.settings.buttons
    shown = bool(request.args.get("shown"))
    if linked.answered:
        state = "answered"
    elif card.options:
        state = "options" if shown or not asks_openly(card) else "front"
    else:
        state = "back" if shown else "front"
    return Scene(
        state=state,
        pack=linked.pack,
        card=card,
        reading=None,
        grades=grade_buttons(card, linked.study_day, buttons),
        after=after_line(linked.answered, linked.study_day, buttons),
        last=None,
        slipped=False,
        answered=linked.answered,
        aside="",
    )
