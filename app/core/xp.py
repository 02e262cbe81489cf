"""Experience and what a study day amounts to, from what a fold did with each answer."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import add, sub
from typing import NamedTuple

from app.core.counting import COUNTING, FORGOT, NEW, UNDONE, Why
from app.core.events import Event, Grade, Reviewed
from app.core.folding import Folding

FIRST_XP = 5
FORGOTTEN_XP = 2
RECALLED_XP = 10
DOUBLING_XP = 2
LAST_DAYS = 14
# A card left open for a week is not a week of learning.
LONGEST_MS = 600_000


class DayTally(NamedTuple):
    """One card's part in a study day; the days of all cards add up. A tuple, since a rebuild
    makes and adds a million of them."""

    answers: int = 0
    elapsed_ms: int = 0
    xp: int = 0
    new_cards: int = 0

    def plus(self, other: "DayTally") -> "DayTally":
        return DayTally._make(map(add, self, other))

    def minus(self, other: "DayTally") -> "DayTally":
        return DayTally._make(map(sub, self, other))


NOTHING = DayTally()


@dataclass(frozen=True, slots=True)
class Level:
    """`next_xp` is None at the top."""

    number: int
    from_xp: int
    next_xp: int | None


def xp_of(why: Why, grade: Grade, elapsed_days: int) -> int:
    """For answers that count; recalling pays more the longer ago the last answer was, two points
    for each doubling. Hard, good and easy pay the same, so that nobody grades for points."""
    if why not in COUNTING:
        return 0
    if why is NEW:
        return FIRST_XP
    if grade is FORGOT:
        return FORGOTTEN_XP
    return RECALLED_XP + DOUBLING_XP * elapsed_days.bit_length()


def tallied(folding: Folding, events: Iterable[Event]) -> dict[date, DayTally]:
    """Folds them, and tells the card's part in each study day; what was undone has none in any."""
    days: dict[date, DayTally] = {}
    for event, why in folding.through(events):
        if isinstance(event, Reviewed) and why is not UNDONE:
            xp = xp_of(why, event.grade, folding.elapsed_days)
            answer = DayTally(1, min(event.elapsed_ms, LONGEST_MS), xp, int(why is NEW))
            day = event.day
            days[day] = days[day].plus(answer) if day in days else answer
    return days


def level_of(xp: int, thresholds: Sequence[int] = (0,)) -> Level:
    """`thresholds` are a course's, rising from 0."""
    number = max(1, sum(threshold <= xp for threshold in thresholds))
    above = thresholds[number] if number < len(thresholds) else None
    return Level(number, thresholds[number - 1], above)


def last_days(studied: Collection[date], today: date) -> tuple[bool, ...]:
    """Whether there was an answer, the oldest day first; a day left out breaks nothing. Today
    counts from its first answer on; until then the days end with yesterday."""
    last = today if today in studied else today - timedelta(days=1)
    days = (last - timedelta(days=back) for back in reversed(range(LAST_DAYS)))
    return tuple(day in studied for day in days)
