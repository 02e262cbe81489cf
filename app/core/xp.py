"""Experience and what a study day amounts to, from what a fold did with each answer."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.counting import COUNTING, FORGOT, NEW, UNDONE, elapsed_days
from app.core.events import Reviewed
from app.core.schedule import Step

FIRST_XP = 5
FORGOTTEN_XP = 2
RECALLED_XP = 10
DOUBLING_XP = 2
STREAK_DAYS = 14


@dataclass(frozen=True, slots=True)
class DayTally:
    """One card's part in a study day; the days of all cards add up."""

    answers: int = 0
    elapsed_ms: int = 0
    xp: int = 0
    new_cards: int = 0

    def __add__(self, other: "DayTally") -> "DayTally":
        return DayTally(
            self.answers + other.answers,
            self.elapsed_ms + other.elapsed_ms,
            self.xp + other.xp,
            self.new_cards + other.new_cards,
        )


@dataclass(frozen=True, slots=True)
class Level:
    """`next_xp` is None at the top."""

    number: int
    from_xp: int
    next_xp: int | None


@dataclass(frozen=True, slots=True)
class Streak:
    """ "12 of 14 days": a day left out costs that day and breaks nothing."""

    studied_days: int
    of_days: int


def xp_of(step: Step) -> int:
    """For answers that count; recalling pays more the longer ago the last answer was, two points
    for each doubling. Hard, good and easy pay the same, so that nobody grades for points."""
    event = step.event
    if step.why not in COUNTING or not isinstance(event, Reviewed):
        return 0
    if step.why is NEW:
        return FIRST_XP
    if event.grade is FORGOT:
        return FORGOTTEN_XP
    return RECALLED_XP + DOUBLING_XP * elapsed_days(step.before, event.day).bit_length()


def tallies(steps: Iterable[Step]) -> dict[date, DayTally]:
    """A card's part in each study day; what was undone has no part in any."""
    sums: dict[date, list[int]] = {}
    for step in steps:
        event = step.event
        if isinstance(event, Reviewed) and step.why is not UNDONE:
            total = sums.setdefault(event.day, [0, 0, 0, 0])
            total[0] += 1
            total[1] += event.elapsed_ms
            total[2] += xp_of(step)
            total[3] += step.why is NEW
    return {day: DayTally(*total) for day, total in sums.items()}


def level_of(xp: int, thresholds: Sequence[int] = (0,)) -> Level:
    """`thresholds` are a course's, rising from 0."""
    number = max(1, sum(threshold <= xp for threshold in thresholds))
    above = thresholds[number] if number < len(thresholds) else None
    return Level(number, thresholds[number - 1], above)


def last_days(studied: Collection[date], today: date) -> tuple[bool, ...]:
    """The oldest first. Today counts from its first answer on; until then the days end with
    yesterday."""
    last = today if today in studied else today - timedelta(days=1)
    days = (last - timedelta(days=back) for back in reversed(range(STREAK_DAYS)))
    return tuple(day in studied for day in days)


def streak(studied: Iterable[date], today: date) -> Streak:
    return Streak(sum(last_days(set(studied), today)), STREAK_DAYS)
