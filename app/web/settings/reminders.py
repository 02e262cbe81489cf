"""Where reminders go: over what, on which days, and what became of them."""

import secrets
from collections.abc import Callable
from typing import cast

from flask import Blueprint, Response, abort, redirect, render_template, request

from app.core.errors import DrillbookError
from app.core.reminders.kinds import Kind
from app.services.reminder_settings import (
    ReminderChannel,
    get_channel,
    list_channels,
    list_deliveries,
    remove_channel,
    replan_channel,
    snooze_from,
    switch_off,
    switch_on,
)
from app.services.set_up_reminders import add_email, add_webhook, ask_to_confirm, send_test
from app.web import reminder_words
from app.web.clock import now
from app.web.ids import new_id
from app.web.parts import parts
from app.web.refusals import sentences
from app.web.settings.plan import DAYS, NO_PLAN, plan_of, typed_plan
from app.web.who import the_learner

blueprint = Blueprint("reminders", __name__, url_prefix="/reminders")
SECRET_BYTES = 32
MOST_SHOWN = 30
SNOOZES = ("1", "7")


@blueprint.get("")
def show() -> str:
    return _page()


@blueprint.post("")
def add() -> Response | str:
    """The page itself has a webhook's secret: in an address it would stay in many places."""
    add_one = ADDS.get(request.form.get("add", ""))
    if add_one is None:
        abort(400)
    try:
        return add_one()
    except DrillbookError as error:
        return Response(_page(fault=sentences(error), typed=request.form), 422)


@blueprint.post("/calendar")
def change_calendar() -> Response:
    if "end" in request.form:
        parts().calendars.end_address(the_learner())
    else:
        parts().calendars.make_address(the_learner(), now())
    return _to("#calendar")


@blueprint.get("/to/<channel_id>")
def one(channel_id: str) -> str:
    return _one(_channel(channel_id))


@blueprint.post("/to/<channel_id>")
def change(channel_id: str) -> Response | str:
    channel = _channel(channel_id)
    pressed = next((name for name in CHANGES if name in request.form), None)
    if pressed is None:
        abort(400)
    try:
        return CHANGES[pressed](channel)
    except DrillbookError as error:
        return Response(_one(channel, fault=sentences(error)), 422)


def _add_email() -> Response:
    form, at = request.form, now()
    plan, to = plan_of(form), form.get("where", "")
    channel = add_email(
        parts().ledger, parts().post, parts().signer, the_learner(), to, plan, new_id(at), at
    )
    return _to(f"/to/{channel.channel_id}?said={'confirm' if not channel.confirmed_at else 'added'}")


def _add_webhook() -> str:
    form, at = request.form, now()
    plan, to, drawn = (
        plan_of(form),
        form.get("where", "").strip(),
        secrets.token_bytes(SECRET_BYTES),
    )
    outgoing, learner = parts().outgoing, the_learner()
    secret = add_webhook(parts().ledger, outgoing, learner, to, plan, new_id(at), drawn, at)
    return _page(secret=secret)


def _replan(channel: ReminderChannel) -> Response:
    replan_channel(parts().ledger, *_key(channel), plan_of(request.form), now())
    return _to(f"/to/{channel.channel_id}?said=saved")


def _test(channel: ReminderChannel) -> str:
    library, learner = parts().library.now(), the_learner()
    came = send_test(parts().ledger, library, parts().outgoing, learner, channel, now())
    return _one(channel, came=reminder_words.came(came))


def _snooze(channel: ReminderChannel) -> Response:
    days = request.form["snooze"]
    if days not in SNOOZES:
        abort(400)
    snooze_from(parts().ledger, the_learner(), channel, int(days), now())
    return _to(f"/to/{channel.channel_id}?said=saved")


def _off(channel: ReminderChannel) -> Response:
    switch_off(parts().ledger, *_key(channel), reminder_words.BY_LEARNER, now())
    return _to(f"/to/{channel.channel_id}?said=saved")


def _on(channel: ReminderChannel) -> Response:
    switch_on(parts().ledger, *_key(channel), now())
    return _to(f"/to/{channel.channel_id}?said=saved")


def _remove(channel: ReminderChannel) -> Response:
    remove_channel(parts().ledger, *_key(channel))
    return _to("?said=removed")


def _confirm(channel: ReminderChannel) -> Response:
    post = parts().post
    if post is None or channel.kind is not Kind.EMAIL or channel.confirmed_at:
        abort(400)
    ask_to_confirm(parts().ledger, post, parts().signer, channel, now())
    return _to(f"/to/{channel.channel_id}?said=confirm")


ADDS: dict[str, Callable[[], Response | str]] = {"email": _add_email, "webhook": _add_webhook}
CHANGES: dict[str, Callable[[ReminderChannel], Response | str]] = {
    "plan": _replan,
    "test": _test,
    "snooze": _snooze,
    "off": _off,
    "on": _on,
    "remove": _remove,
    "confirm": _confirm,
}


def _channel(channel_id: str) -> ReminderChannel:
    return get_channel(parts().ledger, the_learner().learner_id, channel_id)


def _key(channel: ReminderChannel) -> tuple[int, str]:
    return channel.learner_id, channel.channel_id


def _page(secret: str = "", fault: str = "", typed: object = None) -> str:
    learner = the_learner()
    return render_template(
        "settings/reminders.html",
        channels=list_channels(parts().ledger, learner.learner_id),
        say=reminder_words,
        plan=typed_plan(request.form) if typed else NO_PLAN,
        typed=typed or {},
        days=DAYS,
        learner=learner,
        mail=parts().post is not None,
        calendar=parts().calendars.find_address(learner),
        secret=secret,
        fault=fault,
        today=reminder_words.today(learner, now()),
        said=request.args.get("said"),
    )


def _one(channel: ReminderChannel, fault: str = "", came: str = "") -> str:
    learner = the_learner()
    return render_template(
        "settings/reminder.html",
        channel=channel,
        say=reminder_words,
        plan=typed_plan(request.form) if fault else channel.rule.plan,
        days=DAYS,
        deliveries=list_deliveries(parts().ledger, *_key(channel), MOST_SHOWN),
        fault=fault,
        came=came,
        learner=learner,
        today=reminder_words.today(learner, now()),
        said=request.args.get("said"),
    )


def _to(place: str) -> Response:
    return cast(Response, redirect(f"/settings/reminders{place}", 303))
