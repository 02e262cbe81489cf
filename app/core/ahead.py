"""The days to come: how much each will ask, if every day what it asks is answered."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.due import Limits

# After how many days an answer brings a card back, as the default scheduler has it: the first
# time or forgotten, and then each time that it was known.
RUNGS = (1, 6, 15, 38, 95)
FURTHEST_DAYS = 365
# What a card that is asked on its day leaves.
FORGOTTEN = 0.1


@dataclass(frozen=True, slots=True)
class Load:
    """What there is to do by now: asked today, and what must wait. `forgotten` is the share of
    these that will not be known, `interval_days` how long they were known before; `fresh` the new
    cards that are left for later days."""

    reviews: int = 0
    new: int = 0
    waiting: int = 0
    fresh: int = 0
    forgotten: float = FORGOTTEN
    interval_days: float = 15.0

    @property
    def rung(self) -> int:
        return max(0, sum(days <= self.interval_days for days in RUNGS) - 1)


@dataclass(frozen=True, slots=True)
class Ahead:
    """`waiting` is what is due on that day and more than the day can take."""

    on: date
    reviews: int
    new: int
    waiting: int

    @property
    def cards(self) -> int:
        return self.reviews + self.new


def days_ahead(
    today: date, load: Load, scheduled: Mapping[date, int], limits: Limits
) -> Iterator[Ahead]:
    """From tomorrow on, for a year."""
    days = _Days(today, load, limits)
    for back in range(1, FURTHEST_DAYS + 1):
        on = today + timedelta(days=back)
        yield days.pass_one(on, scheduled.get(on, 0))


def through_on(days: Iterator[Ahead]) -> date | None:
    """The first day on which nothing has to wait; None if that takes more than a year."""
    return next((day.on for day in days if not day.waiting), None)


class _Days:
    """Cards are shares of a card here: of ten reviews one is forgotten, of one a tenth."""

    def __init__(self, today: date, load: Load, limits: Limits) -> None:
        self._limits = limits
        self._waiting = float(load.waiting)
        self._forgotten = load.forgotten
        self._fresh = load.fresh
        self._rung = load.rung
        self._back: dict[date, list[float]] = defaultdict(lambda: [0.0] * len(RUNGS))
        self._answered(today, load.reviews, self._rung, load.forgotten)
        self._come_back(today, load.new, 0)

    def pass_one(self, on: date, scheduled: int) -> Ahead:
        """What comes on its day is best remembered and so asked before what has waited."""
        coming = self._back[on]
        coming[self._rung] += scheduled
        room = float(self._limits.cap)
        for rung, cards in enumerate(coming):
            asked = min(cards, room)
            room -= asked
            self._waiting += cards - asked
            self._answered(on, asked, rung, FORGOTTEN)
        caught_up = min(self._waiting, room)
        self._waiting -= caught_up
        self._answered(on, caught_up, self._rung, self._forgotten)
        return self._day(on, reviews=self._limits.cap - room + caught_up)

    def _day(self, on: date, reviews: float) -> Ahead:
        waiting = round(self._waiting)
        new = 0 if waiting else min(self._limits.new_per_day, self._fresh)
        self._fresh -= new
        self._come_back(on, new, 0)
        return Ahead(on, round(reviews), new, waiting)

    def _answered(self, on: date, cards: float, rung: int, forgotten: float) -> None:
        self._come_back(on, cards * forgotten, 0)
        self._come_back(on, cards * (1 - forgotten), min(rung + 1, len(RUNGS) - 1))

    def _come_back(self, on: date, cards: float, rung: int) -> None:
        self._back[on + timedelta(days=RUNGS[rung])][rung] += cards
