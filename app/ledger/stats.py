"""What a learner has done and knows, from the derived tables alone."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.ledger.editions import find_edition
from app.ledger.ledger import Ledger
from app.ledger.moments import day
from app.ledger.tables import derived_day, derived_schedule


@dataclass(frozen=True, slots=True)
class StudyDay:
    study_day: date
    course: str
    answers: int
    elapsed_ms: int
    xp: int
    new_cards: int


@dataclass(frozen=True, slots=True)
class CourseCards:
    course: str
    cards: int
    lapses: int


def study_days(ledger: Ledger, learner_id: int) -> list[StudyDay]:
    """The oldest first; only days with an answer."""
    with ledger.read() as connection:
        edition = find_edition(connection, learner_id)
        if edition is None:
            return []
        table = derived_day
        columns = (table.c.study_on, table.c.course, table.c.answers, table.c.elapsed_ms)
        asked = select(*columns, table.c.xp, table.c.new_cards).where(
            table.c.learner_id == learner_id, table.c.edition == edition.number
        )
        rows = connection.execute(asked.order_by(table.c.study_on, table.c.course))
        return [StudyDay(day(study_on), *rest) for study_on, *rest in rows]


def course_cards(ledger: Ledger, learner_id: int) -> list[CourseCards]:
    """The cards that have been begun."""
    with ledger.read() as connection:
        edition = find_edition(connection, learner_id)
        if edition is None:
            return []
        table = derived_schedule
        asked = select(table.c.course, func.count(), func.sum(table.c.lapses)).where(
            table.c.learner_id == learner_id,
            table.c.edition == edition.number,
            table.c.due_on.is_not(None),
        )
        rows = connection.execute(asked.group_by(table.c.course).order_by(table.c.course))
        return [CourseCards(course, cards, int(lapses)) for course, cards, lapses in rows]
