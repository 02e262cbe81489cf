"""A learner's record: out as one file, and in again from another Drillbook."""

from threading import Lock
from typing import cast
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template, request, send_file

from app.core.errors import DrillbookError
from app.services.export_everything import export_everything
from app.services.import_everything import import_everything
from app.services.open_ledger import Busy, NoRoom, ReadOnly
from app.web.clock import now
from app.web.parts import parts
from app.web.who import the_learner
from app.web.words import capitalised

blueprint = Blueprint("record", __name__, url_prefix="/record")
LARGEST_ARCHIVE = 100 * 1024 * 1024
# Unpacked one may take a gigabyte of the disk and a minute; a class has time to come in turn.
ONE_AT_A_TIME = Lock()
A_MINUTE = "60"


@blueprint.get("")
def show() -> str:
    return _page()


@blueprint.get("/drillbook.zip")
def archive() -> Response:
    file = export_everything(parts().ledger, the_learner())
    response = send_file(file, "application/zip", as_attachment=True, download_name="drillbook.zip")
    response.headers["Cache-Control"] = "no-store"
    response.call_on_close(file.close)
    return response


@blueprint.post("")
def take_in() -> Response:
    """The schedules are made anew in the background; until then a visit would make them."""
    request.max_content_length = LARGEST_ARCHIVE
    file = request.files.get("archive")
    if file is None or not file.filename:
        return Response(_page("Choose a file first."), 422)
    if not ONE_AT_A_TIME.acquire(blocking=False):
        page = _page("Another record is being brought in. Try again in a minute.")
        return Response(page, 503, {"Retry-After": A_MINUTE})
    try:
        done = import_everything(parts().ledger, the_learner(), file.stream, now())
    except (Busy, NoRoom, ReadOnly):
        raise
    except DrillbookError as error:
        return Response(_page(_told(error)), 422)
    finally:
        ONE_AT_A_TIME.release()
    parts().refolding.start(the_learner())
    told = urlencode({"recorded": done.recorded, "already": done.already})
    return cast(Response, redirect(f"/settings/record?{told}", 303))


def _told(error: DrillbookError) -> str:
    """A line each, where more than one of the file is wrong."""
    lines = "\n".join(map(capitalised, error.what.split("\n")))
    return f"{lines}.\n{capitalised(error.remedy)}."


def _page(fault: str = "") -> str:
    return render_template(
        "settings/record.html",
        learner=the_learner(),
        fault=fault,
        recorded=request.args.get("recorded", type=int),
        already=request.args.get("already", 0, type=int),
    )
