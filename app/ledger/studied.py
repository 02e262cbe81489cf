"""What a learner's study days came to: sums of days, which are few however many the answers."""

from datetime import date

from sqlalchemy import Connection

from app.ledger.editions import Edition
from app.ledger.moments import day
from app.ledger.statements import Statement

XP = Statement(
    "SELECT course, SUM(xp) FROM derived_day "
    "WHERE learner_id = :learner_id AND edition = :edition GROUP BY course"
)
DAYS = Statement(
    "SELECT DISTINCT study_on FROM derived_day "
    "WHERE learner_id = :learner_id AND edition = :edition"
)


def xp_by_course(connection: Connection, edition: Edition) -> dict[str, int]:
    return {course: int(xp) for course, xp in XP.rows(connection, _of(edition))}


def days_studied(connection: Connection, edition: Edition) -> set[date]:
    return {day(study_on) for (study_on,) in DAYS.rows(connection, _of(edition))}


def _of(edition: Edition) -> dict[str, int]:
    return {"learner_id": edition.learner_id, "edition": edition.number}
