"""Which scheduler plans a learner's reviews: what another one would do, and the change to it."""

from typing import Any, cast

from flask import Blueprint, Response, jsonify, redirect, render_template, request

from app.core.errors import DrillbookError
from app.services.change_scheduler import change_scheduler
from app.services.manage_learners import LearnerSettings
from app.services.preview_scheduler import Preview, preview_scheduler
from app.services.refolding import needs_refolding
from app.web.clock import now
from app.web.parts import parts
from app.web.who import the_learner

blueprint = Blueprint("schedule", __name__, url_prefix="/schedule")
FAULT = "Give a whole number from 70 to 97."


@blueprint.get("")
def show() -> Response:
    if not request.args.get("scheduler"):
        return _page()
    wanted = _wanted()
    if wanted is None:
        return _page(fault=FAULT, status=422)
    preview = preview_scheduler(parts().ledger, the_learner(), wanted, now())
    return _page(preview, is_change=wanted != the_learner().settings)


@blueprint.post("")
def change() -> Response:
    wanted = _wanted()
    if wanted is None:
        return _page(fault=FAULT, status=422)
    changes = {"scheduler": wanted.scheduler, "retention": wanted.retention}
    change_scheduler(parts().ledger, parts().refolding, the_learner(), changes)
    return _back()


@blueprint.post("/again")
def go_on() -> Response:
    parts().refolding.start(the_learner())
    return _back()


@blueprint.get("/progress")
def progress() -> Response:
    """For the page's script; nothing is under way once it is done."""
    under_way = parts().refolding.find(the_learner())
    if under_way is None:
        return jsonify({"over": True})
    return jsonify({"over": False, "done": under_way.done, "total": under_way.total})


def _wanted() -> LearnerSettings | None:
    """The page has per cent; for SM-2, which aims at no share, they change nothing."""
    changes: dict[str, Any] = {"scheduler": request.values.get("scheduler")}
    try:
        if changes["scheduler"] == "fsrs":
            changes["retention"] = int(request.values.get("percent", "")) / 100
        return the_learner().settings.changed(changes)
    except (DrillbookError, ValueError):
        return None


def _page(
    preview: Preview | None = None, *, is_change: bool = False, fault: str = "", status: int = 200
) -> Response:
    settings = the_learner().settings
    return Response(
        render_template(
            "settings/schedule.html",
            settings=settings,
            wanted=request.values.get("scheduler") or settings.scheduler,
            percent=request.values.get("percent") or round(100 * settings.retention),
            outlook=preview,
            is_change=is_change,
            fault=fault,
            today=preview.days[0].on if preview else None,
            under_way=parts().refolding.find(the_learner()),
            unfinished=needs_refolding(parts().ledger, the_learner()),
            said=request.args.get("said"),
        ),
        status,
    )


def _back() -> Response:
    return cast(Response, redirect("/settings/schedule?said=changed", 303))
