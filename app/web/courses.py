"""Courses, their tracks, and a track as a page to read."""

from flask import Blueprint, render_template

from app.services.list_courses import list_courses
from app.services.show_course import show_course
from app.services.show_lesson import show_lesson
from app.web.parts import parts

blueprint = Blueprint("courses", __name__)


@blueprint.get("/")
@blueprint.get("/courses")
def index() -> str:
    """Who serves themselves may not have written a lesson yet; elsewhere a library is missing."""
    library, alone = parts().library, parts().settings.serves_oneself
    nothing_yet = alone and not library.version
    return render_template("courses.html", courses=() if nothing_yet else list_courses(library))


@blueprint.get("/courses/<course>")
def course(course: str) -> str:
    return render_template("course.html", page=show_course(parts().library, course))


@blueprint.get("/courses/<course>/<track>")
def lesson(course: str, track: str) -> str:
    return render_template("lesson.html", page=show_lesson(parts().library, course, track))
