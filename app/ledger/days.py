"""What each study day held, per course: moved by what a card gave before and gives now."""

from datetime import date

from sqlalchemy import Connection

from app.core.xp import NOTHING, DayTally
from app.ledger.moments import day_number
from app.ledger.schedules import course_of
from app.ledger.statements import Statement, summing
from app.ledger.tables import derived_day

Day = tuple[date, str]
COUNTED = DayTally._fields
MOVE = Statement(summing(derived_day))
FORGET_EMPTY = Statement(
    "DELETE FROM derived_day WHERE learner_id = :learner_id AND edition = :edition "
    "AND study_on = :study_on AND course = :course AND answers = 0"
)


def add_days(total: dict[Day, DayTally], card_id: str, days: dict[date, DayTally]) -> None:
    course = course_of(card_id)
    for study_day, tally in days.items():
        day = study_day, course
        total[day] = total.get(day, NOTHING).plus(tally)


def move_days(
    connection: Connection, learner_id: int, edition: int, changes: dict[Day, DayTally]
) -> None:
    """A day whose only answer was undone is a day like any other that had none."""
    if not changes:
        return
    of = {"learner_id": learner_id, "edition": edition}
    keys = [{**of, "study_on": day_number(day), "course": course} for day, course in changes]
    tallies = changes.values()
    MOVE.run(connection, *({**k, **each._asdict()} for k, each in zip(keys, tallies, strict=True)))
    emptied = [key for key, each in zip(keys, tallies, strict=True) if each.answers < 0]
    if emptied:
        FORGET_EMPTY.run(connection, *emptied)
