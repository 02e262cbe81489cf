"""What a learner has settled about reminders beside the channels, and since when."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from app.ledger.learners import lock_learner
from app.ledger.ledger import Ledger
from app.ledger.moments import instant, moment
from app.ledger.tables import reminder_marks


class Mark(StrEnum):
    """Since when a calendar's address is good; when the offer of reminders was answered."""

    CALENDAR = "calendar"
    OFFER = "offer"


def set_mark(ledger: Ledger, learner_id: int, mark: Mark, now: datetime) -> None:
    """Set again, it is of now."""

    def work(connection: Connection) -> None:
        lock_learner(connection, learner_id)
        connection.execute(delete(reminder_marks).where(_one(learner_id, mark)))
        row = {"learner_id": learner_id, "mark": mark.value, "set_at": instant(now)}
        connection.execute(insert(reminder_marks).values(row))

    ledger.write(work)


def clear_mark(ledger: Ledger, learner_id: int, mark: Mark) -> None:
    gone = delete(reminder_marks).where(_one(learner_id, mark))
    ledger.write(lambda connection: connection.execute(gone))


def find_mark(ledger: Ledger, learner_id: int, mark: Mark) -> datetime | None:
    asked = select(reminder_marks.c.set_at).where(_one(learner_id, mark))
    with ledger.read() as connection:
        set_at = connection.scalar(asked)
    return None if set_at is None else moment(set_at)


def _one(learner_id: int, mark: Mark) -> ColumnElement[bool]:
    table = reminder_marks.c
    return (table.learner_id == learner_id) & (table.mark == mark.value)
