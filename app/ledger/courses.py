"""The courses that a learner follows."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from app.ledger.chain import checksum
from app.ledger.ledger import Ledger
from app.ledger.moments import instant
from app.ledger.tables import followed, learners


def follow_course(ledger: Ledger, learner_id: int, course: str, now: datetime) -> None:
    """To follow a course twice changes nothing."""

    def work(connection: Connection) -> None:
        lock = select(learners.c.learner_id).where(learners.c.learner_id == learner_id)
        connection.execute(lock.with_for_update()).one()
        if course in courses_of(connection, learner_id):
            return
        row = {"learner_id": learner_id, "course": course, "followed_at": instant(now)}
        connection.execute(insert(followed).values(**row, checksum=checksum(*row.values())))

    ledger.write(work)


def leave_course(ledger: Ledger, learner_id: int, course: str) -> None:
    """What was learned stays in the log and counts again when the learner comes back."""

    def work(connection: Connection) -> None:
        mine = (followed.c.learner_id == learner_id) & (followed.c.course == course)
        connection.execute(delete(followed).where(mine))

    ledger.write(work)


def followed_courses(ledger: Ledger, learner_id: int) -> list[str]:
    with ledger.read() as connection:
        return courses_of(connection, learner_id)


def courses_of(connection: Connection, learner_id: int) -> list[str]:
    """In the order in which the learner took them up."""
    mine = select(followed.c.course).where(followed.c.learner_id == learner_id)
    return list(connection.scalars(mine.order_by(followed.c.followed_at, followed.c.course)))
