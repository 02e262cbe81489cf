"""The answer to the one offer of reminders, which stands on Today."""

from typing import cast

from flask import Blueprint, Response, abort, redirect, request

from app.services.offer_reminders import accept_offer, decline_offer
from app.web.clock import now
from app.web.ids import new_id
from app.web.parts import parts
from app.web.settings.plan import NO_PLAN
from app.web.who import the_learner

blueprint = Blueprint("reminder_offer", __name__)


@blueprint.post("/reminders/offer")
def answer() -> Response:
    given = request.form.get("answer")
    if given == "yes":
        return _to(_accepted())
    if given != "no":
        abort(400)
    decline_offer(parts().ledger, the_learner(), now())
    return _to("/")


def _accepted() -> str:
    """Where there is no address to write to, the learner says where."""
    at = now()
    channel = accept_offer(
        parts().ledger, parts().post, parts().signer, the_learner(), NO_PLAN, new_id(at), at
    )
    return "/?said=reminders" if channel else "/settings/reminders"


def _to(place: str) -> Response:
    return cast(Response, redirect(place, 303))
