"""To take a course up or leave it, by one press."""

from typing import cast

from flask import Blueprint, Response, redirect, request, url_for

from app.services.follow_course import follow_course, leave_course
from app.services.show_course import show_course
from app.web.clock import now
from app.web.parts import parts
from app.web.who import the_learner

blueprint = Blueprint("following", __name__)


@blueprint.post("/courses/<course>")
def change(course: str) -> Response:
    """What comes after is named by the button: the drill of all or of a section, the whole
    lesson, or the course."""
    if request.form.get("leave"):
        leave_course(parts().ledger, the_learner(), course)
        return _to(url_for("courses.course", course=course))
    follow_course(parts().ledger, parts().library.now(), the_learner(), course, now())
    if request.form.get("then") == "drill":
        track, section = request.form.get("track"), request.form.get("section")
        return _to(url_for("drill.show", course=course, track=track, section=section))
    tracks = show_course(parts().library, course).tracks
    if request.form.get("then") == "read" and tracks:
        return _to(url_for("courses.lesson", course=course, track=tracks[0].id))
    return _to(url_for("courses.course", course=course))


def _to(address: str) -> Response:
    return cast(Response, redirect(address, 303))
