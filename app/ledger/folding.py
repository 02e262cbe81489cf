"""A card's events folded once, for both things derived from them: its schedule and its days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.core.events import Event
from app.core.folding import Folding
from app.core.schedule import Schedule, Scheduler, schedule_of
from app.core.xp import NOTHING, DayTally, tallied


@dataclass(frozen=True, slots=True)
class Folded:
    """`days` is what the card gave to each study day."""

    schedule: Schedule
    days: dict[date, DayTally]


def folded(card_id: str, events: Iterable[Event], scheduler: Scheduler) -> Folded:
    folding = Folding(card_id, scheduler)
    days = tallied(folding, events)
    return Folded(schedule_of(folding), days)


def moved(before: Folded, after: Folded) -> dict[date, DayTally]:
    """By how much each day changes; days that stay as they are are left out."""
    days = sorted(before.days.keys() | after.days.keys())
    changes = {
        day: after.days.get(day, NOTHING).minus(before.days.get(day, NOTHING)) for day in days
    }
    return {day: change for day, change in changes.items() if change != NOTHING}
