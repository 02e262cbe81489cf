"""How much was still known when it was asked again, from the answers that counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
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


def counted(steps: Iterable[tuple[Event, Why]]) -> Counter[tuple[date, bool]]:
    """By month, and whether it was known. Of cards that were due: what was known early counts
    nowhere, so what was forgotten early must not count here."""
    return Counter(
        (event.day.replace(day=1), event.grade is not FORGOT)
        for event, why in steps
        if why is DUE and isinstance(event, Reviewed)
    )


def kept_by_month(counts: Mapping[tuple[date, bool], int]) -> tuple[Kept, ...]:
    """Of the months with an answer, the oldest first."""
    both = [
        (month, counts.get((month, True), 0), counts.get((month, False), 0))
        for month in sorted({month for month, _ in counts})
    ]
    return tuple(Kept(month, known + lost, known) for month, known, lost in both if known or lost)
