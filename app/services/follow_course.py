"""To take a course up, and to leave it: what was learned in it is kept either way."""

from collections.abc import Iterable
from datetime import datetime

from app.core.errors import NotFound
from app.ledger import courses
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.library.snapshot import Snapshot


def follow_course(
    ledger: Ledger, library: Snapshot, learner: Learner, course: str, now: datetime
) -> None:
    require_courses(library, [course])
    courses.follow_course(ledger, learner.learner_id, course, now)


def require_courses(library: Snapshot, wanted: Iterable[str]) -> None:
    known = [row["id"] for row in library.courses()]
    for course in wanted:
        if course not in known:
            remedy = f"name one of these: {', '.join(known)}" if known else "write one first"
            raise NotFound(f"there is no course {course!r}", remedy)


def leave_course(ledger: Ledger, learner: Learner, course: str) -> None:
    """Also one that is no longer in the library."""
    courses.leave_course(ledger, learner.learner_id, course)
