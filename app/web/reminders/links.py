"""What the links under a reminder open. To open one changes nothing, since mail scanners do so
too; its button does, and so does a mail program's own, which sends no cookie and follows nowhere.
"""

from flask import Blueprint, Response, abort, render_template, request

from app.core.errors import NotFound
from app.core.reminders.kinds import Kind
from app.services.follow_reminder_link import (
    SNOOZES_DAYS,
    Linked,
    end_reminders,
    find_linked,
    first_after,
    snooze_reminders,
)
from app.services.reminder_links import LinkFor
from app.services.reminder_settings import ReminderChannel
from app.services.set_up_reminders import confirm, find_to_confirm
from app.web.clock import now
from app.web.origin import from_anywhere
from app.web.parts import parts
from app.web.reminders.private import keep_private
from app.web.who import open_to_all

blueprint = Blueprint("reminder_links", __name__, url_prefix="/r")
keep_private(blueprint)
BY = {Kind.EMAIL: "by mail", Kind.PUSH: "to your browser", Kind.WEBHOOK: "by webhook"}


@blueprint.errorhandler(NotFound)
def _nothing_there(_: NotFound) -> Response:
    """As for an address that was made up: a link tells nobody whose account is gone."""
    return Response(render_template("reminders/no_link.html"), 404)


@blueprint.get("/unsubscribe/<signed>")
@open_to_all
def offer_end(signed: str) -> str:
    linked = _linked(LinkFor.UNSUBSCRIBE, signed)
    return render_template("reminders/end.html", by=BY[linked.kind], ended=_is_off(linked))


@blueprint.post("/unsubscribe/<signed>")
@open_to_all
@from_anywhere
def end(signed: str) -> str:
    """Also where it is off already: whoever switched that off may switch it on again."""
    linked = _linked(LinkFor.UNSUBSCRIBE, signed)
    end_reminders(parts().ledger, linked, now())
    return _ended(linked)


@blueprint.get("/snooze/<signed>")
@open_to_all
def offer_snooze(signed: str) -> str:
    linked, at = _linked(LinkFor.SNOOZE, signed), now()
    if _is_off(linked):
        return _ended(linked)
    choices = {days: first_after(linked, days, at) for days in SNOOZES_DAYS}
    return render_template("reminders/snooze.html", by=BY[linked.kind], choices=choices)


@blueprint.post("/snooze/<signed>")
@open_to_all
@from_anywhere
def snooze(signed: str) -> str:
    linked = _linked(LinkFor.SNOOZE, signed)
    days = request.form.get("days", "")
    if days not in map(str, SNOOZES_DAYS):
        abort(400)
    if _is_off(linked):
        return _ended(linked)
    until = snooze_reminders(parts().ledger, linked, int(days), now())
    return render_template("reminders/snooze.html", by=BY[linked.kind], until=until)


def _linked(link: LinkFor, signed: str) -> Linked:
    return find_linked(parts().ledger, parts().signer, link, signed)


def _is_off(linked: Linked) -> bool:
    return linked.channel.off_because is not None


def _ended(linked: Linked) -> str:
    return render_template("reminders/end.html", by=BY[linked.kind], ended=True)


@blueprint.get("/confirm/<signed>")
@open_to_all
def offer_confirmation(signed: str) -> str:
    """The mail may be read in another browser than the one that it was asked for in."""
    channel = _to_confirm(signed)
    done = channel.confirmed_at is not None
    return render_template("reminders/confirm.html", where=channel.where_to, done=done)


@blueprint.post("/confirm/<signed>")
@open_to_all
@from_anywhere
def confirm_address(signed: str) -> str:
    channel = _to_confirm(signed)
    confirm(parts().ledger, channel, now())
    return render_template("reminders/confirm.html", where=channel.where_to, done=True)


def _to_confirm(signed: str) -> ReminderChannel:
    return find_to_confirm(parts().ledger, parts().signer, signed, now())
