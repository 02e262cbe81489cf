"""The schedule of a card is a fold of its log: nothing else decides when it comes back."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from app.core.counting import COUNTING, Why, why_counted
from app.core.events import Event, Grade
from app.core.folding import Folding
from app.core.scheduler import Scheduler as Scheduler


@dataclass(frozen=True, slots=True)
class Schedule:
    """`interval_days` is what the next step starts from; `due_on` has the spread in it."""

    card_id: str
    memory: Any = None
    interval_days: int = 0
    due_on: date | None = None
    reps: int = 0
    lapses: int = 0
    counted_on: date | None = None
    suspended: bool = False
    buried_until: date | None = None
    last_event: str | None = None

    def asks_on(self, day: date) -> bool:
        """A card to review by that day: known, due, and not set aside."""
        return self.due_on is not None and self.due_on <= day and not self.is_away_on(day)

    @property
    def next_on(self) -> date | None:
        """From when on it is to review, whether that day has come or not; None if never."""
        if self.due_on is None or self.suspended:
            return None
        return max(self.due_on, self.buried_until or self.due_on)

    def is_away_on(self, day: date) -> bool:
        """Set aside, or put off until after that day."""
        return self.suspended or (self.buried_until is not None and self.buried_until > day)


@dataclass(frozen=True, slots=True)
class Step:
    event: Event
    why: Why
    before: Schedule
    after: Schedule

    @property
    def counted(self) -> bool:
        return self.why in COUNTING


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a grade would do; `due_on` is the date it would really be."""

    grade: Grade
    counted: bool
    interval_days: int
    due_on: date | None
    after: Schedule


FIELDS = tuple(field.name for field in fields(Schedule))


def fold(
    card_id: str, events: Iterable[Event], scheduler: Scheduler, *, spread: bool = True
) -> Schedule:
    folding = Folding(card_id, scheduler, spread=spread)
    for _ in folding.through(events):
        pass
    return schedule_of(folding)


def explain(
    card_id: str, events: Iterable[Event], scheduler: Scheduler, *, spread: bool = True
) -> tuple[Step, ...]:
    """The same fold with every step kept: why this card comes on this date."""
    folding = Folding(card_id, scheduler, spread=spread)
    before, steps = schedule_of(folding), []
    for event, why in folding.through(events):
        after = schedule_of(folding)
        steps.append(Step(event, why, before, after))
        before = after
    return tuple(steps)


def answered(
    schedule: Schedule, grade: Grade, day: date, scheduler: Scheduler, *, spread: bool = True
) -> Schedule:
    """The schedule after an answer that counts."""
    folding = Folding(schedule.card_id, scheduler, spread=spread)
    for field in FIELDS:
        setattr(folding, field, getattr(schedule, field))
    folding.answer(grade, day)
    return schedule_of(folding)


def outcomes(
    schedule: Schedule, scheduler: Scheduler, day: date, *, spread: bool = True
) -> dict[Grade, Outcome]:
    """What each of the four grades would do to a card reviewed on that day."""
    return {grade: _outcome(schedule, grade, scheduler, day, spread) for grade in Grade}


def _outcome(
    schedule: Schedule, grade: Grade, scheduler: Scheduler, day: date, spread: bool
) -> Outcome:
    counted = why_counted(schedule, grade, day) in COUNTING
    after = answered(schedule, grade, day, scheduler, spread=spread) if counted else schedule
    return Outcome(grade, counted, after.interval_days, after.due_on, after)


def schedule_of(folding: Folding) -> Schedule:
    return Schedule(
        folding.card_id, folding.memory, folding.interval_days, folding.due_on, folding.reps,
        folding.lapses, folding.counted_on, folding.suspended, folding.buried_until,
        folding.last_event,
    )  # fmt: skip
