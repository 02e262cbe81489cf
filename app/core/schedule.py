"""The schedule of a card is a fold of its log: nothing else decides when it comes back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from app.core.counting import COUNTING, Why, why_counted
from app.core.events import AskedAs, Event, Grade
from app.core.folding import Folding
from app.core.scheduler import Scheduler as Scheduler


class Schedule(NamedTuple):
    """`interval_days` is what the next step starts from; `due_on` has the spread in it. A tuple,
    since a rebuild makes one of every card."""

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
    folding = _folding_of(schedule, scheduler, spread)
    folding.answer(grade, day.toordinal())
    return schedule_of(folding)


def outcomes(
    schedule: Schedule, scheduler: Scheduler, day: date, *, spread: bool = True
) -> dict[Grade, Outcome]:
    """What each of the four grades would do to a card reviewed on that day."""
    return {grade: _outcome(schedule, grade, scheduler, day, spread) for grade in Grade}


def _outcome(
    schedule: Schedule, grade: Grade, scheduler: Scheduler, day: date, spread: bool
) -> Outcome:
    due, last = _ordinal(schedule.due_on), _ordinal(schedule.counted_on)
    why = why_counted(due, last, day.toordinal(), grade, AskedAs.REVIEW)
    counted = why in COUNTING
    after = answered(schedule, grade, day, scheduler, spread=spread) if counted else schedule
    return Outcome(grade, counted, after.interval_days, after.due_on, after)


def schedule_of(folding: Folding) -> Schedule:
    return Schedule(
        folding.card_id, folding.memory, folding.interval_days, _date(folding.due), folding.reps,
        folding.lapses, _date(folding.counted), folding.suspended, folding.buried_until,
        folding.last_event,
    )  # fmt: skip


def _folding_of(schedule: Schedule, scheduler: Scheduler, spread: bool) -> Folding:
    """As the fold was when it gave this schedule."""
    folding = Folding(schedule.card_id, scheduler, spread=spread)
    folding.memory, folding.interval_days = schedule.memory, schedule.interval_days
    folding.due, folding.counted = _ordinal(schedule.due_on), _ordinal(schedule.counted_on)
    folding.reps, folding.lapses = schedule.reps, schedule.lapses
    folding.suspended, folding.buried_until = schedule.suspended, schedule.buried_until
    folding.last_event = schedule.last_event
    return folding


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _date(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
