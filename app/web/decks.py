"""A course as a deck for Anki: the plain one, and the learner's own with its receipt.

A deck is made when it is asked for and gone when it is sent; what stays are the stamps, in one
place for both decks.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, Response, render_template, send_file

from app.core.errors import DrillbookError
from app.services.export_deck import NoRoomForDeck, export_decks
from app.services.export_progress import PersonalDeck, export_progress
from app.services.list_courses import CourseSummary
from app.services.open_ledger import Busy, NoRoom, ReadOnly
from app.services.refolding import needs_refolding
from app.services.show_course import show_course
from app.web.clock import now
from app.web.deck_faults import Unfit, fault_of
from app.web.parts import parts
from app.web.turns import Turns
from app.web.who import the_learner

blueprint = Blueprint("decks", __name__, url_prefix="/anki")
# A hundred thousand cards take half a minute; a small course takes less than a second.
TURNS = Turns(at_once=2)
# Were it called a zip, some phones would name it so, and Anki would not know it.
ANY_FILE = "application/octet-stream"


@blueprint.get("/<course>")
def show(course: str) -> Response:
    return _made(course, _receipt)


@blueprint.get("/<course>/deck")
def plain(course: str) -> Response:
    return _made(course, _plain_deck)


@blueprint.get("/<course>/progress")
def own(course: str) -> Response:
    return _made(course, lambda found, folder: _sent(_own_deck(found.id, folder).path))


def _made(course: str, make: Callable[[CourseSummary, Path], Response]) -> Response:
    found = show_course(parts().library, course).course
    try:
        with TURNS.taken_by(the_learner().learner_id), _workplace() as folder:
            return make(found, folder)
    except (Busy, NoRoom, ReadOnly):
        raise
    except DrillbookError as error:
        fault = fault_of(error)
        page = render_template("anki_fault.html", course=found, fault=fault)
        return Response(page, fault.status, fault.headers)


@contextmanager
def _workplace() -> Iterator[Path]:
    try:
        folder = TemporaryDirectory(prefix="drillbook-")
    except OSError as error:
        raise NoRoomForDeck("there is no room to make a deck", "make some") from error
    with folder as path:
        yield Path(path)


def _receipt(course: CourseSummary, folder: Path) -> Response:
    receipt = _own_deck(course.id, folder).receipt
    refolding = needs_refolding(parts().ledger, the_learner())
    page = render_template("anki.html", course=course, receipt=receipt, refolding=refolding)
    return Response(page)


def _plain_deck(course: CourseSummary, folder: Path) -> Response:
    lessons, at = [_lessons(course.id)], int(now().timestamp())
    report = export_decks(lessons, folder, _locks(), at, _address())
    if not report.decks:
        raise Unfit(report.problems)
    return _sent(Path(report.decks[0].path))


def _own_deck(course: str, folder: Path) -> PersonalDeck:
    ledger, learner, lessons = parts().ledger, the_learner(), [_lessons(course)]
    report = export_progress(ledger, learner, lessons, folder, _locks(), now(), _address())
    if not report.decks:
        raise Unfit(report.problems)
    return report.decks[0]


def _lessons(course: str) -> Path:
    return parts().settings.content / course


def _locks() -> Path:
    return parts().settings.home / "decks"


def _address() -> str:
    return parts().settings.public_url or ""


def _sent(package: Path) -> Response:
    """The file is open, so its folder may go before it is sent."""
    file = package.open("rb")
    response = send_file(file, ANY_FILE, as_attachment=True, download_name=package.name)
    response.content_length = os.fstat(file.fileno()).st_size
    response.headers["Cache-Control"] = "no-store"
    response.call_on_close(file.close)
    return response
