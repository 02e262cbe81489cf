"""A card's own page: both sides, why it comes when it does, its history, and what is said of it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, cast

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for

from app.core.errors import DrillbookError
from app.core.events import Event, Resumed, Suspended
from app.services.list_set_aside import list_set_aside
from app.services.my_note import find_my_note, write_my_note
from app.services.preview_undo import preview_undo, undo_older
from app.services.record_answers import record_answers
from app.services.report_mistake import report_mistake
from app.services.show_card import show_card
from app.web.clock import now
from app.web.drill.scene import kept_of
from app.web.ids import new_id
from app.web.parts import parts
from app.web.who import the_learner

blueprint = Blueprint("cards", __name__)


@blueprint.get("/cards/<card_id>")
def show(card_id: str) -> str:
    return _page(card_id)


@blueprint.post("/cards/<card_id>")
def act(card_id: str) -> Response | tuple[str, int]:
    pressed = next((name for name in ACTS if name in request.form), None)
    if pressed is None:
        abort(400)
    try:
        done = ACTS[pressed](card_id, request.form, now())
    except DrillbookError as error:
        if pressed not in WRITTEN:
            raise
        return _page(card_id, faults={pressed: f"{error.what}: {error.remedy}."}), 422
    values: dict[str, Any] = {**kept_of(request.args), "card_id": card_id, "done": done}
    return cast(Response, redirect(url_for("cards.show", **values), 303))


@blueprint.get("/set-aside")
def set_aside() -> str:
    cards = list_set_aside(parts().ledger, parts().library.now(), the_learner())
    return render_template("drill/set_aside.html", cards=cards, event_id=new_id(now()))


@blueprint.post("/set-aside")
def bring_back() -> Response:
    card_id = request.form["back"]
    _record(Resumed(request.form["id"], card_id, now()))
    return cast(Response, redirect("/set-aside", 303))


def _page(card_id: str, faults: Mapping[str, str] = {}) -> str:
    ledger, library, learner, at = parts().ledger, parts().library.now(), the_learner(), now()
    undo = request.args.get("undo")
    return render_template(
        "drill/card.html",
        page=show_card(ledger, library, learner, card_id, at),
        my_note=request.form.get("note", find_my_note(ledger, learner, card_id)),
        undo=preview_undo(ledger, learner, card_id, undo, at) if undo else None,
        done=DONE.get(request.args.get("done", ""), ""),
        faults=faults,
        kept=kept_of(request.args),
        today=at.date(),
        event_id=new_id(at),
    )


def _note(card_id: str, form: Mapping[str, str], at: datetime) -> str:
    library = parts().library.now()
    write_my_note(parts().ledger, library, the_learner(), card_id, form["note"], at)
    return "note"


def _report(card_id: str, form: Mapping[str, str], at: datetime) -> str:
    library = parts().library.now()
    report_mistake(parts().ledger, library, the_learner(), form["id"], card_id, form["report"], at)
    return "report"


def _undo(card_id: str, form: Mapping[str, str], at: datetime) -> str:
    undo_older(parts().ledger, the_learner(), card_id, form["undo"], form["id"], at)
    return "undo"


def _aside(card_id: str, form: Mapping[str, str], at: datetime) -> str:
    _record(Suspended(form["id"], card_id, at))
    return "aside"


def _back(card_id: str, form: Mapping[str, str], at: datetime) -> str:
    _record(Resumed(form["id"], card_id, at))
    return "back"


def _record(event: Event) -> None:
    record_answers(parts().ledger, the_learner(), [event], now())


ACTS: Mapping[str, Callable[[str, Mapping[str, str], datetime], str]] = {
    "report": _report,
    "undo": _undo,
    "aside": _aside,
    "back": _back,
    "note": _note,
}
WRITTEN = ("note", "report")
DONE = {
    "note": "Kept. It is shown on the card's back.",
    "report": "Thank you. It is noted for the author, with its place in the lesson.",
    "undo": "Taken back.",
    "aside": "Set aside. It will not be asked again until you bring it back.",
    "back": "Brought back.",
}
