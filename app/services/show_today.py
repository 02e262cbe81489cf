"""Today: what there is to do, what it takes, what it came to so far and what comes next."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.core.due import Today, asked_today, of_sitting
from app.core.queue import queue
from app.core.xp import last_days
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.studied import days_studied
from app.library.snapshot import Snapshot
from app.services.find_pace import find_pace
from app.services.gather_sitting import Sitting, gather_sitting
from app.services.look_ahead import Coming, Gathered, look_ahead, new_beyond
from app.services.show_progress import CourseProgress, show_progress

ONE_DAY = timedelta(days=1)
# What "fewer a day" and "more a day" lead to; any other cap is chosen in the settings.
CAPS = (5, 10, 20, 30, 40, 50, 75, 100, 150, 200, 300, 500)


class State(StrEnum):
    WORK = "work"
    DONE = "done"
    NOTHING_DUE = "nothing due"
    ALL_HELD = "all held"


@dataclass(frozen=True, slots=True)
class Work:
    """What is left of today, in different cards; `repeats` were forgotten or hard today."""

    reviews: int
    new: int
    repeats: int
    minutes: int

    @property
    def cards(self) -> int:
        return self.reviews + self.new + self.repeats


@dataclass(frozen=True, slots=True)
class More:
    """New cards beyond today's; with them the day would have had `of_day` in all."""

    new: int
    of_day: int


@dataclass(frozen=True, slots=True)
class Backlog:
    """More is due than the day can take. `away`: there was no answer yesterday or today. `fewer`
    and `more` are caps beside the learner's own."""

    gathered: Gathered
    away: bool
    fewer: int | None
    more: int | None


@dataclass(frozen=True, slots=True)
class TodayPage:
    """Of the `study_days` with an answer, today is one already."""

    day: date
    state: State
    begun: bool
    work: Work
    more: More
    coming: Coming
    last_days: tuple[bool, ...]
    courses: tuple[CourseProgress, ...]
    backlog: Backlog | None
    study_days: int


def show_today(
    ledger: Ledger, library: Snapshot, learner: Learner, now: datetime
) -> TodayPage | None:
    """None for a learner who follows no course of the library."""
    courses = _followed(show_progress(ledger, library, learner, now).values())
    if not courses:
        return None
    sitting = gather_sitting(ledger, library, learner, now)
    asked = asked_today(sitting.due, sitting.new, sitting.given, sitting.limits)
    work = _work(ledger, learner, sitting, asked)
    with ledger.read() as connection:
        studied = days_studied(connection, sitting.edition)
    coming = look_ahead(ledger, library, sitting, {course.id for course in courses})
    return TodayPage(
        sitting.day,
        _state(work, sitting, courses),
        bool(sitting.given),
        work,
        _more(sitting, asked, learner),
        coming,
        last_days(studied, sitting.day) if studied else (),
        courses,
        _backlog(coming.gathered, sitting, studied) if coming.gathered else None,
        len(set(studied) | {sitting.day}),
    )


def _followed(progress: Iterable[CourseProgress]) -> tuple[CourseProgress, ...]:
    """In the order in which the learner took them up."""
    places = {each.followed: each for each in progress if each.followed is not None}
    return tuple(places[place] for place in sorted(places))


def _work(ledger: Ledger, learner: Learner, sitting: Sitting, asked: Today) -> Work:
    first = {card.card_id for card in asked.reviews} | {card.card_id for card in asked.new}
    left = queue(sitting.due, sitting.new, sitting.given, sitting.limits)
    repeats = len({card.card_id for card in left} - first)
    minutes = find_pace(ledger, learner).minutes(len(asked.reviews) + repeats, len(asked.new))
    return Work(len(asked.reviews), len(asked.new), repeats, minutes)


def _state(work: Work, sitting: Sitting, courses: Sequence[CourseProgress]) -> State:
    if work.cards:
        return State.WORK
    if sitting.given:
        return State.DONE
    facts = sum(course.facts for course in courses)
    held = sum(course.held for course in courses)
    return State.ALL_HELD if held == facts > 0 else State.NOTHING_DUE


def _more(sitting: Sitting, asked: Today, learner: Learner) -> More:
    """As many as on any day: who wants still more of them may come back for them."""
    begun = {each.card_id for each in of_sitting(sitting.given) if each.new}
    new = min(new_beyond(sitting, asked), learner.settings.new_per_day)
    return More(new, len(begun) + new)


def _backlog(gathered: Gathered, sitting: Sitting, studied: Collection[date]) -> Backlog:
    cap = sitting.limits.cap
    return Backlog(
        gathered,
        away=not {sitting.day, sitting.day - ONE_DAY} & set(studied),
        fewer=max((each for each in CAPS if each < cap), default=None),
        more=min((each for each in CAPS if each > cap), default=None),
    )
