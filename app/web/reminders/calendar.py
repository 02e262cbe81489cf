"""The forecast as a calendar program reads it: whoever has the address may, and nothing else."""

from flask import Blueprint, Response, abort, request

from app.web.clock import now
from app.web.parts import parts
from app.web.who import open_to_all

blueprint = Blueprint("calendar", __name__)


@blueprint.get("/calendar/<signed>.ics")
@open_to_all
def calendar(signed: str) -> Response:
    calendars = parts().calendars
    learner = calendars.find_learner(signed)
    if learner is None:
        abort(404)
    text = calendars.calendar(parts().library.now(), learner, now())
    response = Response(text, mimetype="text/calendar")
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response
