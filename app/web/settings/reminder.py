"""One channel of reminders: its days and time, what holds it up, and what became of each."""

from collections.abc import Callable
from typing import cast

from flask import Blueprint, Response, abort, redirect, render_template, request

from app.core.errors import DrillbookError
from app.core.reminders.kinds import Kind
from app.services.reminder_settings import (
    ReminderChannel,
    get_channel,
    list_deliveries,
    remove_channel,
    replan_channel,
    snooze_from,
    switch_off,
    switch_on,
)
from app.services.set_up_reminders import ask_to_confirm, send_test
from app.web import reminder_words
from app.web.clock import now
from app.web.parts import parts
from app.web.settings.faults import faults_of
from app.web.settings.plan import DAYS, plan_of, typed_plan
from app.web.who import the_learner

blueprint = Blueprint("reminder", __name__, url_prefix="/reminders/to/<channel_id>")
MOST_SHOWN = 30
SNOOZES = ("1", "7")


@blueprint.get("")
def show(channel_id: str) -> str:
    return _page(_channel(channel_id))


@blueprint.post("")
def change(channel_id: str) -> Response | str:
    channel = _channel(channel_id)
    pressed = next((name for name in CHANGES if name in request.form), None)
    if pressed is None:
        abort(400)
    try:
        return CHANGES[pressed](channel)
    except DrillbookError as error:
        return Response(_page(channel, faults=faults_of(error)), 422)


def _replan(channel: ReminderChannel) -> Response:
    replan_channel(parts().ledger, *_key(channel), plan_of(request.form), now())
    return _back("saved")


def _test(channel: ReminderChannel) -> str:
    library, learner = parts().library.now(), the_learner()
    came = send_test(parts().ledger, library, parts().outgoing, learner, channel, now())
    runs_this = learner.is_operator or parts().settings.is_local
    return _page(
        _channel(channel.channel_id), came=reminder_words.came(came, to_operator=runs_this)
    )


def _snooze(channel: ReminderChannel) -> Response:
    days = request.form["snooze"]
    if days not in SNOOZES:
        abort(400)
    snooze_from(parts().ledger, the_learner(), channel, int(days), now())
    return _back("saved")


def _off(channel: ReminderChannel) -> Response:
    switch_off(parts().ledger, *_key(channel), reminder_words.BY_LEARNER, now())
    return _back("saved")


def _on(channel: ReminderChannel) -> Response:
    if channel.is_gone:
        abort(400)
    switched = switch_on(parts().ledger, *_key(channel), now())
    return _back("saved") if switched.confirmed_at else _confirm(switched)


def _remove(channel: ReminderChannel) -> Response:
    remove_channel(parts().ledger, *_key(channel))
    return cast(Response, redirect("/settings/reminders?said=removed", 303))


def _confirm(channel: ReminderChannel) -> Response:
    post = parts().post
    if post is None or channel.kind is not Kind.EMAIL or channel.confirmed_at:
        abort(400)
    ask_to_confirm(parts().ledger, post, parts().signer, channel, now())
    return _back("confirm")


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


def _back(said: str) -> Response:
    return cast(Response, redirect(f"{request.path}?said={said}", 303))


def _page(channel: ReminderChannel, faults: dict[str, str] | None = None, came: str = "") -> str:
    learner = the_learner()
    return render_template(
        "settings/reminder.html",
        channel=channel,
        say=reminder_words,
        plan=typed_plan(request.form) if "plan" in request.form else channel.rule.plan,
        days=DAYS,
        deliveries=list_deliveries(parts().ledger, *_key(channel), MOST_SHOWN),
        faults=faults or {},
        came=came,
        learner=learner,
        today=reminder_words.today(learner, now()),
        said=request.args.get("said"),
    )
