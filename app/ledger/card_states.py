"""Where a card stands, without what its scheduler remembers: told with each answer."""

from dataclasses import dataclass
from datetime import date

from app.core.schedule import Schedule


@dataclass(frozen=True, slots=True)
class CardState:
    """`due_on` is null for a card that is new."""

    due_on: date | None = None
    interval_days: int = 0
    reps: int = 0
    lapses: int = 0
    suspended: bool = False
    buried_until: date | None = None


def state_of(schedule: Schedule) -> CardState:
    return CardState(
        schedule.due_on,
        schedule.interval_days,
        schedule.reps,
        schedule.lapses,
        schedule.suspended,
        schedule.buried_until,
    )
