"""Courses, their tracks, and a track as a page to read."""

from typing import cast

from flask import Blueprint, Response, redirect, render_template, request, url_for

from app.lessons.pieces import pieces
from app.services.list_courses import list_courses
from app.services.show_course import show_course
from app.services.show_lesson import show_lesson
from app.services.show_marks import show_marks, show_them
from app.services.show_progress import CourseProgress, show_progress
from app.web.clock import now
from app.web.mark_words import told_mark
from app.web.parts import parts
from app.web.who import the_learner

blueprint = Blueprint("courses", __name__)


@blueprint.get("/courses")
def index() -> str:
    """Who serves themselves may not have written a lesson yet; elsewhere a library is missing."""
    library, alone = parts().library, parts().settings.serves_oneself
    if alone and not library.version:
        return render_template("courses.html", courses=(), progress={})
    return render_template("courses.html", courses=list_courses(library), progress=_progress())


@blueprint.get("/courses/<course>")
def course(course: str) -> str:
    page = show_course(parts().library, course)
    return render_template("course.html", page=page, progress=_progress()[course])


def _progress() -> dict[str, CourseProgress]:
    return show_progress(parts().ledger, parts().library.now(), the_learner(), now())


@blueprint.get("/courses/<course>/<track>")
def lesson(course: str, track: str) -> str:
    library, learner = parts().library, the_learner()
    page = show_lesson(library, course, track)
    marks = show_marks(parts().ledger, library.now(), learner, now(), course, track)
    return render_template("lesson.html", page=page, marks=marks, pieces=pieces, told=told_mark)


@blueprint.post("/courses/<course>/<track>")
def mark(course: str, track: str) -> Response:
    """Shows the marks or hides them, in this lesson as in all."""
    show_them(parts().ledger, the_learner(), request.form.get("marks") == "show")
    return cast(Response, redirect(url_for("courses.lesson", course=course, track=track), 303))
