"""To take a course up, and to leave it: what was learned in it is kept either way."""

from datetime import datetime

from app.core.errors import NotFound
from app.ledger import courses
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.library.snapshot import Snapshot


def follow_course(
    ledger: Ledger, library: Snapshot, learner: Learner, course: str, now: datetime
) -> None:
    if course not in (row["id"] for row in library.courses()):
        raise NotFound(f"there is no course {course!r}")
    courses.follow_course(ledger, learner.learner_id, course, now)


def leave_course(ledger: Ledger, learner: Learner, course: str) -> None:
    """Also one that is no longer in the library."""
    courses.leave_course(ledger, learner.learner_id, course)
