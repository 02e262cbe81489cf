"""Today, and the welcome of who follows no course yet."""

from typing import cast

from flask import Blueprint, Response, abort, redirect, render_template, request

from app.services.list_courses import CourseSummary, list_courses
from app.services.manage_learners import change_settings
from app.services.offer_reminders import find_own_address, is_offered
from app.services.show_statistics import show_statistics
from app.services.show_today import CAPS, show_today
from app.web import today_words
from app.web.clock import now
from app.web.parts import parts
from app.web.who import the_learner

blueprint = Blueprint("today", __name__)


@blueprint.get("/")
def index() -> str:
    courses = _with_cards()
    if not courses:
        return render_template("no_lessons.html")
    page = show_today(parts().ledger, parts().library.now(), the_learner(), now())
    if page is None:
        return render_template("welcome.html", courses=courses)
    offered = is_offered(parts().ledger, the_learner(), page)
    mail_to = find_own_address(the_learner()) if parts().post else None
    accepted = request.args.get("said") == "reminders"
    more = {"offered": offered, "mail_to": mail_to, "accepted": accepted}
    return render_template("today.html", page=page, say=today_words, **more)


@blueprint.post("/")
def change_cap() -> Response:
    """ "Fewer a day" and "More a day": pressed twice, each still means the same number."""
    cap = request.form.get("cap", "")
    if cap not in map(str, CAPS):
        abort(400)
    change_settings(parts().ledger, the_learner().name, {"cap_per_day": int(cap)})
    return cast(Response, redirect("/", 303))


@blueprint.get("/statistics")
def statistics() -> str:
    page = show_statistics(parts().ledger, parts().library.now(), the_learner(), now())
    return render_template("statistics.html", page=page, say=today_words)


def _with_cards() -> list[CourseSummary]:
    """Who serves themselves may not have written a lesson yet; elsewhere a library is missing."""
    library, alone = parts().library, parts().settings.serves_oneself
    if alone and not library.version:
        return []
    return [course for course in list_courses(library) if course.cards]
