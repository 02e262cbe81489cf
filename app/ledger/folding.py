"""A card's events folded once, for both things derived from them: its schedule and its days."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.events import Event
from app.core.schedule import Schedule, Scheduler, explain
from app.core.xp import DayTally, tallies
from app.ledger.moments import day_number

# A card left open for a week is not a week of learning; a day's sum stays far from any limit.
LONGEST_MS = 86_400_000

Counts = tuple[int, int, int, int]
NOTHING: Counts = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Folded:
    """`days` is what the card gave to each study day: answers, time, XP, new cards."""

    schedule: Schedule
    days: dict[int, Counts]


def folded(card_id: str, events: Iterable[Event], scheduler: Scheduler) -> Folded:
    steps = explain(card_id, events, scheduler)
    days = {day_number(day): _counts(tally) for day, tally in tallies(steps).items()}
    return Folded(steps[-1].after if steps else Schedule(card_id), days)


def _counts(tally: DayTally) -> Counts:
    return tally.answers, min(tally.elapsed_ms, LONGEST_MS), tally.xp, tally.new_cards


def moved(before: Folded, after: Folded) -> dict[int, Counts]:
    """By how much each day changes; days that stay as they are are left out."""
    days = sorted(before.days.keys() | after.days.keys())
    changes = {
        day: minus(after.days.get(day, NOTHING), before.days.get(day, NOTHING)) for day in days
    }
    return {day: change for day, change in changes.items() if change != NOTHING}


def plus(one: Counts, other: Counts) -> Counts:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3]


def minus(one: Counts, other: Counts) -> Counts:
    return one[0] - other[0], one[1] - other[1], one[2] - other[2], one[3] - other[3]
