"""What a learner may want to know of it all: days, weeks, cards, recall, and what is to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.core.ahead import Ahead
from app.core.kept import Kept
from app.core.pace import MINUTE_MS
from app.core.xp import last_days
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.stats import StudyDay, study_days
from app.library.snapshot import Snapshot
from app.services.count_kept import count_kept
from app.services.gather_sitting import gather_sitting
from app.services.look_ahead import look_ahead
from app.services.show_progress import CourseProgress, show_progress

WEEKS = 12
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Week:
    begins_on: date
    answers: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """`weeks` and `kept` end with the present ones; `courses` are those begun or followed."""

    day: date
    answers: int
    last_days: tuple[bool, ...]
    weeks: tuple[Week, ...]
    kept: tuple[Kept, ...]
    coming: tuple[Ahead, ...]
    courses: tuple[CourseProgress, ...]


def show_statistics(
    ledger: Ledger, library: Snapshot, learner: Learner, now: datetime
) -> Statistics:
    sitting = gather_sitting(ledger, library, learner, now)
    progress = show_progress(ledger, library, learner, now)
    followed = {each.id for each in progress.values() if each.followed is not None}
    days = study_days(ledger, learner.learner_id)
    return Statistics(
        sitting.day,
        sum(each.answers for each in days),
        last_days({each.study_day for each in days}, sitting.day),
        _weeks(days, sitting.day),
        count_kept(ledger, learner, sitting.edition)[-MONTHS:],
        look_ahead(ledger, library, sitting, followed).days,
        tuple(each for each in progress.values() if each.begun or each.followed is not None),
    )


def _weeks(days: Iterable[StudyDay], today: date) -> tuple[Week, ...]:
    """From the first week with an answer on, those without one included."""
    answers: dict[date, int] = {}
    elapsed_ms: dict[date, int] = {}
    for each in days:
        week = _monday(each.study_day)
        answers[week] = answers.get(week, 0) + each.answers
        elapsed_ms[week] = elapsed_ms.get(week, 0) + each.elapsed_ms
    this_week = _monday(today)
    weeks = [this_week - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    return tuple(
        Week(week, answers.get(week, 0), round(elapsed_ms.get(week, 0) / MINUTE_MS))
        for week in weeks
        if answers and week >= min(answers)
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
