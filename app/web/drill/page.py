"""The drill as a form: it shows the next thing, takes an answer, and leads back to itself."""

from collections.abc import Callable
from datetime import datetime
from typing import cast
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template, request

from app.services.manage_learners import Learner
from app.services.sum_up_sitting import sum_up_sitting
from app.web.clock import now
from app.web.drill.acts import ACTS
from app.web.drill.embedded import for_scripts
from app.web.drill.scene import find_scene, kept_of
from app.web.ids import new_id
from app.web.parts import parts
from app.web.wanted import NAMES, wanted_of
from app.web.who import the_learner

Act = Callable[[Learner, datetime], dict[str, str]]

blueprint = Blueprint("drill", __name__)


@blueprint.get("/drill")
def show() -> str | Response:
    at = now()
    wanted = wanted_of(request.args)
    if wanted.cram and wanted.since is None:
        return _to("/drill", {**_kept(), "since": at.isoformat(timespec="seconds")})
    scene = find_scene(the_learner(), request.args, at)
    if scene is None:
        return _to("/drill/end", _kept())
    shown_at = request.args.get("t", "") if request.args.get("shown") else ""
    kept = dict(scene.kept)
    if request.args.get("minutes"):
        kept.setdefault("left", str(scene.pack.left))
    return render_template(
        "drill/page.html",
        scene=scene,
        kept=kept,
        event_id=new_id(at),
        shown_at=shown_at or str(int(at.timestamp() * 1000)),
        for_scripts=for_scripts(scene.pack, the_learner(), now()),
    )


@blueprint.post("/drill")
def act() -> Response:
    """Whatever button was pressed; what it did is safe before the page is shown again."""
    at, learner = now(), the_learner()
    pressed = next((name for name in ACTS if name in request.form), "")
    did = ACTS[pressed](learner, request.form, at) if pressed else {}
    return _to("/drill", {**_kept(), **did})


@blueprint.get("/drill/end")
def end() -> str:
    at = now()
    summary = sum_up_sitting(
        parts().ledger, parts().library.now(), the_learner(), at, wanted_of(request.args)
    )
    return render_template(
        "drill/end.html",
        summary=summary,
        kept=kept_of(request.args, NAMES),
        event_id=new_id(at),
    )


def _kept() -> dict[str, str]:
    return kept_of(request.values)


def _to(path: str, query: dict[str, str]) -> Response:
    """303, so that to load the page again sends nothing again."""
    address = f"{path}?{urlencode(query)}" if query else path
    return cast(Response, redirect(address, 303))
