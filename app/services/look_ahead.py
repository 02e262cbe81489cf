"""What the coming days will ask, from what is scheduled and what is left of today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from app.core.ahead import FURTHEST_DAYS, Ahead, Load, days_ahead, through_on
from app.core.due import Limits, Today, asked_today
from app.core.standing import Standing
from app.ledger.forecast import next_scheduled, scheduled
from app.ledger.ledger import Ledger
from app.services.gather_sitting import Sitting
from app.services.show_progress import CourseProgress

NEAR_DAYS = 14
ANY_NUMBER = 1_000_000


@dataclass(frozen=True, slots=True)
class Coming:
    """`days` are the coming two weeks; `next_on` is the next day with anything to do, however far
    away; `through_on` is when nothing has to wait any more, None if not within a year."""

    days: tuple[Ahead, ...]
    next_on: date | None
    next_cards: int
    through_on: date | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """Cards that are due, how many of them are probably known, and their mean interval."""

    cards: int
    known: float
    interval_days: float


def gathered_in(courses: Iterable[CourseProgress]) -> Gathered | None:
    """None where nothing is due at all."""
    counts = [course.count for course in courses]
    cards = sum(count.cards[Standing.DUE] for count in counts)
    if not cards:
        return None
    known = sum(count.known for count in counts)
    return Gathered(cards, known, sum(count.due_days for count in counts) / cards)


def look_ahead(
    ledger: Ledger, sitting: Sitting, courses: Sequence[str], gathered: Gathered | None = None
) -> Coming:
    """As if all that is asked today were answered. `gathered` is all that is due; it matters where
    that is more than a day can take."""
    chosen = asked_today(sitting.due, sitting.new, sitting.given, sitting.limits)
    load = Load(len(chosen.reviews), len(chosen.new), fresh=new_beyond(sitting, chosen))
    far = NEAR_DAYS
    if chosen.catching_up and gathered:
        far = FURTHEST_DAYS
        load = replace(
            load,
            waiting=gathered.cards - len(chosen.reviews),
            forgotten=1 - gathered.known / gathered.cards,
            interval_days=gathered.interval_days,
        )
    with ledger.read() as connection:
        until = sitting.day + timedelta(days=far)
        known = scheduled(connection, sitting.edition, courses, sitting.day, until)
        days = tuple(islice(days_ahead(sitting.day, load, known, sitting.limits), far))
        next_on, cards = next(((each.on, each.cards) for each in days if each.cards), (None, 0))
        if next_on is None:
            next_on = next_scheduled(connection, sitting.edition, courses, until)
        if next_on is not None and not cards:
            before = next_on - timedelta(days=1)
            cards = scheduled(connection, sitting.edition, courses, before, next_on)[next_on]
    return Coming(days[:NEAR_DAYS], next_on, cards, through_on(iter(days)))


def new_beyond(sitting: Sitting, chosen: Today) -> int:
    """New cards beyond those of today, as far as they were looked for; of siblings only one."""
    without_limit = Limits(sitting.limits.cap, ANY_NUMBER)
    all_new = asked_today(sitting.due, sitting.new, sitting.given, without_limit).new
    return len(all_new) - len(chosen.new)
