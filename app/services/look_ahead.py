"""What the coming days will ask, from what is scheduled and what is left of today."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from sqlalchemy import Connection

from app.core.ahead import FURTHEST_DAYS, Ahead, Load, days_ahead, through_on
from app.core.due import Limits, Today, asked_today
from app.ledger.forecast import all_due, scheduled
from app.ledger.ledger import Ledger
from app.library.snapshot import Snapshot
from app.services.gather_sitting import Sitting
from app.services.index_facts import FactIndex, index_facts

NEAR_DAYS = 14
HORIZONS = (NEAR_DAYS, 60, FURTHEST_DAYS)
# How far ahead the next card is looked for, where the days before have none.
LATER_DAYS = (100, 1_000, 40_000)
ANY_NUMBER = 1_000_000


@dataclass(frozen=True, slots=True)
class Gathered:
    """All cards that are due, how many of them are probably known, and their mean interval."""

    cards: int
    known: float
    interval_days: float


@dataclass(frozen=True, slots=True)
class Coming:
    """`days` are the coming two weeks; `next_on` is the next day with anything to do, however far
    away. `gathered` is there while more is due than a day can take, and `through_on` is when that
    is over: None if not within a year."""

    days: tuple[Ahead, ...]
    next_on: date | None
    next_cards: int
    gathered: Gathered | None
    through_on: date | None


def look_ahead(
    ledger: Ledger, library: Snapshot, sitting: Sitting, courses: Collection[str]
) -> Coming:
    """In these courses, as if all that is asked today were answered."""
    with ledger.read() as connection:
        return _Looking(connection, index_facts(library), sitting, courses).coming()


class _Looking:
    def __init__(
        self, connection: Connection, index: FactIndex, sitting: Sitting, courses: Collection[str]
    ) -> None:
        self._connection = connection
        self._index = index
        self._sitting = sitting
        self._courses = courses
        self._today = asked_today(sitting.due, sitting.new, sitting.given, sitting.limits)

    def coming(self) -> Coming:
        gathered = self._gathered() if self._today.catching_up else None
        days = self._days(gathered)
        next_on, cards = next(((each.on, each.cards) for each in days if each.cards), (None, 0))
        if next_on is None:
            next_on, cards = self._later()
        through = through_on(iter(days)) if gathered else None
        return Coming(tuple(days[:NEAR_DAYS]), next_on, cards, gathered, through)

    def _gathered(self) -> Gathered | None:
        """None where so much was answered that nothing is left of what was more than the cap."""
        due = [
            card
            for card in all_due(self._connection, self._sitting.edition, self._sitting.day)
            if self._is_asked(card.card_id)
        ]
        if not due:
            return None
        known = sum(card.recall for card in due)
        return Gathered(len(due), known, sum(card.interval_days for card in due) / len(due))

    def _days(self, gathered: Gathered | None) -> list[Ahead]:
        """Two weeks, or as far as it takes until nothing has to wait any more."""
        reviews, new = len(self._today.reviews), len(self._today.new)
        load = Load(reviews, new, fresh=new_beyond(self._sitting, self._today))
        if gathered:
            waiting, forgotten = gathered.cards - reviews, 1 - gathered.known / gathered.cards
            load = Load(reviews, new, waiting, load.fresh, forgotten, gathered.interval_days)
        for far in HORIZONS:
            known = self._scheduled(0, far)
            days = islice(days_ahead(self._sitting.day, load, known, self._sitting.limits), far)
            found = list(days)
            if not gathered or not all(each.waiting for each in found):
                break
        return found

    def _scheduled(self, after_days: int, until_days: int) -> Counter[date]:
        today = self._sitting.day
        after, until = today + timedelta(days=after_days), today + timedelta(days=until_days)
        found = scheduled(self._connection, self._sitting.edition, after, until)
        return Counter(on for card_id, on in found if self._is_asked(card_id))

    def _later(self) -> tuple[date | None, int]:
        before = NEAR_DAYS
        for far in LATER_DAYS:
            found = self._scheduled(before, far)
            if found:
                return min(found), found[min(found)]
            before = far
        return None, 0

    def _is_asked(self, card_id: str) -> bool:
        """Not those of a course that was left, nor those taken out of their lessons."""
        return card_id in self._index.fact_of and card_id.partition(".")[0] in self._courses


def new_beyond(sitting: Sitting, chosen: Today) -> int:
    """New cards beyond those of today, as far as they were looked for; of siblings only one."""
    without_limit = Limits(sitting.limits.cap, ANY_NUMBER)
    all_new = asked_today(sitting.due, sitting.new, sitting.given, without_limit).new
    return len(all_new) - len(chosen.new)
