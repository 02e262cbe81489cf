"""Where reminders go: all channels on one page, with what adds one."""

import json
import secrets
from collections.abc import Callable
from typing import cast

from flask import Blueprint, Response, abort, redirect, render_template, request

from app.core.errors import DrillbookError
from app.core.reminders.kinds import Kind
from app.services.forget_browser import find_browser, remember_browser
from app.services.manage_learners import Learner
from app.services.offer_reminders import find_own_address
from app.services.reminder_settings import ReminderChannel, list_channels
from app.services.set_up_reminders import Target, add_browser, add_email, add_webhook
from app.web import device, headers, reminder_words
from app.web.clock import now
from app.web.cookie import give_reminded, signed_reminded
from app.web.ids import new_id
from app.web.parts import parts
from app.web.settings.faults import faults_of
from app.web.settings.plan import DAYS, NO_PLAN, plan_of, typed_plan
from app.web.who import the_learner

blueprint = Blueprint("reminders", __name__, url_prefix="/reminders")
SECRET_BYTES = 32
BROWSER_KEYS = ("p256dh", "auth")
# Of each form, and there of each field.
Faults = dict[str, dict[str, str]]


@blueprint.get("")
def show() -> str:
    return _page()


@blueprint.post("")
def add() -> Response | str:
    """The page itself has a webhook's secret: in an address it would stay in many places."""
    way = request.form.get("add", "")
    add_one = ADDS.get(way)
    if add_one is None:
        abort(400)
    try:
        return add_one()
    except DrillbookError as error:
        return Response(_page(faults={way: faults_of(error)}), 422)


@blueprint.post("/calendar")
def change_calendar() -> Response:
    if "end" in request.form:
        parts().calendars.end_address(the_learner())
        said = "ended"
    else:
        parts().calendars.make_address(the_learner(), now())
        said = "replaced" if "replace" in request.form else "made"
    return cast(Response, redirect(f"/settings/reminders?said={said}#calendar", 303))


def _add_email() -> Response:
    form, at = request.form, now()
    plan, to = plan_of(form), form.get("where", "")
    channel = add_email(
        parts().ledger, parts().post, parts().signer, the_learner(), to, plan, new_id(at), at
    )
    return _to(channel, said="added" if channel.confirmed_at else "confirm")


def _add_webhook() -> str:
    at, drawn = now(), secrets.token_bytes(SECRET_BYTES)
    plan, to = plan_of(request.form), request.form.get("where", "").strip()
    outgoing, learner = parts().outgoing, the_learner()
    secret = add_webhook(parts().ledger, outgoing, learner, to, plan, new_id(at), drawn, at)
    return _page(secret=secret)


def _add_browser() -> Response:
    form, at = request.form, now()
    keys = {name: form.get(name, "") for name in BROWSER_KEYS}
    target = Target(Kind.PUSH, form.get("where", ""), keys)
    plan, called = plan_of(form), device.in_words(request.user_agent.string)
    earlier = find_browser(parts().signer, signed_reminded())
    given = target, called, plan, earlier, new_id(at), at
    channel = add_browser(parts().ledger, parts().outgoing, the_learner(), *given)
    response = _to(channel, said="added")
    give_reminded(response, remember_browser(parts().signer, channel))
    return response


ADDS: dict[str, Callable[[], Response | str]] = {
    "email": _add_email,
    "webhook": _add_webhook,
    "browser": _add_browser,
}


def _to(channel: ReminderChannel, said: str) -> Response:
    place = f"/settings/reminders/to/{channel.channel_id}?said={said}"
    return cast(Response, redirect(place, 303))


def _page(secret: str = "", faults: Faults | None = None) -> str:
    learner = the_learner()
    channels = list_channels(parts().ledger, learner.learner_id)
    headers.allow_worker()
    return render_template(
        "settings/reminders.html",
        channels=channels,
        browsers=json.dumps(_browsers(channels)),
        say=reminder_words,
        plan=NO_PLAN,
        typed_plan=typed_plan(request.form),
        typed=request.form if faults else {},
        faults=faults or {},
        days=DAYS,
        mail=parts().post is not None,
        own=_own_address(learner, channels),
        push_key=parts().outgoing.push_key,
        calendar=parts().calendars.find_address(learner),
        secret=secret,
        today=reminder_words.today(learner, now()),
        said=request.args.get("said"),
    )


def _browsers(channels: list[ReminderChannel]) -> dict[str, bool]:
    """Whether each gets them: who switched one off adds it again in its own settings."""
    return {each.where_to: each.off_because is None for each in channels if each.kind is Kind.PUSH}


def _own_address(learner: Learner, channels: list[ReminderChannel]) -> str:
    """Offered until it is taken."""
    own = find_own_address(learner) or ""
    return "" if own in (each.where_to for each in channels) else own
