"""What a learner has done: days, answers, time, and what it came to in each course."""

from dataclasses import dataclass
from datetime import datetime

from app.core.xp import last_days
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.stats import course_cards, study_days
from app.services.gather_sitting import day_of


@dataclass(frozen=True, slots=True)
class CourseStats:
    course: str
    cards: int
    lapses: int
    answers: int
    elapsed_ms: int
    xp: int


@dataclass(frozen=True, slots=True)
class Stats:
    """`last_days` are the last two weeks, the oldest first: whether there was an answer. They end
    with today, or with yesterday before the day's first answer.
    """

    last_days: tuple[bool, ...]
    days: int
    courses: tuple[CourseStats, ...]


def show_stats(ledger: Ledger, learner: Learner, now: datetime) -> Stats:
    days = study_days(ledger, learner.learner_id)
    begun = {each.course: each for each in course_cards(ledger, learner.learner_id)}
    studied = {each.study_day for each in days}
    courses = []
    for course in sorted({each.course for each in days} | begun.keys()):
        mine = [each for each in days if each.course == course]
        cards, lapses = (begun[course].cards, begun[course].lapses) if course in begun else (0, 0)
        courses.append(
            CourseStats(
                course,
                cards,
                lapses,
                answers=sum(each.answers for each in mine),
                elapsed_ms=sum(each.elapsed_ms for each in mine),
                xp=sum(each.xp for each in mine),
            )
        )
    return Stats(last_days(studied, day_of(learner, now)), len(studied), tuple(courses))
