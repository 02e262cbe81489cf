"""How much was still known when it was asked again, from the answers that counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.core.counting import DUE, FORGOT, Why
from app.core.events import Event, Reviewed


@dataclass(frozen=True, slots=True)
class Kept:
    """Of one month, named by its first day."""

    month: date
    asked: int
    known: int


def kept_by_month(steps: Iterable[tuple[Event, Why]]) -> tuple[Kept, ...]:
    """Of cards that were due: what was known early counts nowhere, so what was forgotten early
    must not count here."""
    asked: dict[date, list[int]] = {}
    for event, why in steps:
        if why is DUE and isinstance(event, Reviewed):
            month = asked.setdefault(event.day.replace(day=1), [0, 0])
            month[0] += 1
            month[1] += event.grade is not FORGOT
    return tuple(Kept(month, *counts) for month, counts in sorted(asked.items()))
