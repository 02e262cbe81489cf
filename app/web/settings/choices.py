"""What a learner may choose by ticking and typing, on one page with one button."""

from dataclasses import asdict
from typing import Any, cast

from flask import Blueprint, Response, redirect, render_template, request

from app.services.change_settings import TEXT_PERCENTS, change_settings, zones
from app.web.parts import parts
from app.web.who import the_learner

blueprint = Blueprint("choices", __name__)


@blueprint.get("")
def show() -> str:
    return _page(asdict(the_learner().settings), {})


@blueprint.post("")
def save() -> Response:
    faults = change_settings(parts().ledger, the_learner(), request.form)
    if faults:
        return Response(_page(request.form, faults), 422)
    return cast(Response, redirect("/settings?said=saved", 303))


def _page(values: Any, faults: dict[str, str]) -> str:
    """With what was typed, where it had to be refused."""
    return render_template(
        "settings/choices.html",
        values=values,
        faults=faults,
        zones=zones(),
        text_percents=TEXT_PERCENTS,
        learner=the_learner(),
        said=request.args.get("said"),
    )
