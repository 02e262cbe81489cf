"""What each study day held, per course: moved by what a card gave before and gives now."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from app.core.xp import NOTHING, DayTally
from app.ledger.moments import day_number
from app.ledger.schedules import course_of
from app.ledger.statements import Statement, summing
from app.ledger.tables import derived_day

Day = tuple[date, str]
COUNTED = DayTally._fields
KEYS = [column.name for column in derived_day.primary_key]
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


def day_rows(
    learner_id: int, edition: int, changes: Mapping[Day, DayTally]
) -> list[dict[str, Any]]:
    of = {"learner_id": learner_id, "edition": edition}
    return [
        {**of, "study_on": day_number(day), "course": course, **tally._asdict()}
        for (day, course), tally in changes.items()
    ]


def move_days(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """A day whose only answer was undone is a day like any other that had none."""
    if rows:
        MOVE.run(connection, *rows)
    emptied = [{name: row[name] for name in KEYS} for row in rows if row["answers"] < 0]
    if emptied:
        FORGET_EMPTY.run(connection, *emptied)
