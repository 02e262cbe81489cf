"""The schedule of a card is a fold of its log: nothing else decides when it comes back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Protocol

from app.core.events import (
    AskedAs,
    Buried,
    Event,
    Grade,
    Reset,
    Resumed,
    Reviewed,
    Suspended,
    Voided,
)
from app.core.spread import spread_days


class Scheduler(Protocol):
    """What it remembers of a card is its own; None is a card that was never answered."""

    @property
    def version(self) -> str:
        """Scheduler, parameters and retention: another version means another fold."""

    def step(self, memory: Any, grade: Grade, elapsed_days: int) -> Any: ...

    def interval_days(self, memory: Any) -> int: ...

    def recall(self, memory: Any, elapsed_days: float) -> float: ...

    def holds_days(self, memory: Any) -> float | None:
        """After how many days recall is 0.9; None where the due day has to stand for it."""

    def dump(self, memory: Any) -> dict[str, Any]: ...

    def load(self, dumped: dict[str, Any]) -> Any: ...


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
        buried = self.buried_until is not None and self.buried_until > day
        return not self.suspended and not buried and self.due_on is not None and self.due_on <= day


class Why(StrEnum):
    """Why a step counts or does not, in words for the learner."""

    NEW = "the first answer of a new card"
    DUE = "the card was due"
    FORGOTTEN_EARLY = "forgotten before it was due, which is evidence"
    NOT_A_REVIEW = "asked as practice, which moves nothing"
    SAME_DAY = "an answer of this study day or a later one has counted"
    EARLY = "remembered before it was due, which proves nothing yet"
    UNDONE = "undone"
    NO_ANSWER = "not an answer"

    @property
    def counts(self) -> bool:
        return self in COUNTING


COUNTING = frozenset({Why.NEW, Why.DUE, Why.FORGOTTEN_EARLY})


@dataclass(frozen=True, slots=True)
class Step:
    event: Event
    why: Why
    before: Schedule
    after: Schedule

    @property
    def counted(self) -> bool:
        return self.why.counts


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
    last = Schedule(card_id)
    for step in steps(card_id, events, scheduler, spread=spread):
        last = step.after
    return last


def explain(
    card_id: str, events: Iterable[Event], scheduler: Scheduler, *, spread: bool = True
) -> tuple[Step, ...]:
    """The same fold with every step kept: why this card comes on this date."""
    return tuple(steps(card_id, events, scheduler, spread=spread))


def steps(
    card_id: str, events: Iterable[Event], scheduler: Scheduler, *, spread: bool = True
) -> Iterator[Step]:
    """In the order of (effective_at, id), so that the order of arrival does not matter."""
    ordered = sorted({event.id: event for event in events}.values(), key=_place)
    undone = {event.voids for event in ordered if isinstance(event, Voided)}
    now = Schedule(card_id)
    for event in ordered:
        if event.id in undone and not isinstance(event, Voided):
            why, after = Why.UNDONE, replace(now, last_event=event.id)
        elif isinstance(event, Reviewed):
            why, after = _reviewed(now, event, scheduler, spread)
        else:
            why, after = Why.NO_ANSWER, replace(now, last_event=event.id, **_change(event))
        yield Step(event, why, now, after)
        now = after


def why_counted(
    schedule: Schedule, grade: Grade, day: date, asked_as: AskedAs = AskedAs.REVIEW
) -> Why:
    """The one rule of what moves a schedule."""
    if asked_as is not AskedAs.REVIEW:
        return Why.NOT_A_REVIEW
    if schedule.counted_on is not None and day <= schedule.counted_on:
        return Why.SAME_DAY
    if schedule.due_on is None:
        return Why.NEW
    if schedule.due_on <= day:
        return Why.DUE
    return Why.FORGOTTEN_EARLY if grade is Grade.FORGOT else Why.EARLY


def answered(
    schedule: Schedule,
    grade: Grade,
    day: date,
    scheduler: Scheduler,
    *,
    spread: bool = True,
    last_event: str | None = None,
) -> Schedule:
    """The schedule after an answer that counts."""
    memory = scheduler.step(schedule.memory, grade, elapsed_days(schedule, day))
    interval_days = scheduler.interval_days(memory)
    reps = schedule.reps + 1
    wait_days = spread_days(schedule.card_id, reps, interval_days) if spread else interval_days
    return Schedule(
        card_id=schedule.card_id,
        memory=memory,
        interval_days=interval_days,
        due_on=day + timedelta(days=wait_days),
        reps=reps,
        lapses=schedule.lapses + (grade is Grade.FORGOT and schedule.memory is not None),
        counted_on=day,
        suspended=schedule.suspended,
        buried_until=schedule.buried_until,
        last_event=last_event or schedule.last_event,
    )


def elapsed_days(schedule: Schedule, day: date) -> int:
    """Days since the last answer that counted; a new card, or one begun anew, has none."""
    if schedule.memory is None or schedule.counted_on is None:
        return 0
    return (day - schedule.counted_on).days


def outcomes(
    schedule: Schedule, scheduler: Scheduler, day: date, *, spread: bool = True
) -> dict[Grade, Outcome]:
    """What each of the four grades would do to a card reviewed on that day."""
    return {grade: _outcome(schedule, grade, scheduler, day, spread) for grade in Grade}


def _outcome(
    schedule: Schedule, grade: Grade, scheduler: Scheduler, day: date, spread: bool
) -> Outcome:
    counted = why_counted(schedule, grade, day).counts
    after = answered(schedule, grade, day, scheduler, spread=spread) if counted else schedule
    return Outcome(grade, counted, after.interval_days, after.due_on, after)


def _reviewed(
    schedule: Schedule, event: Reviewed, scheduler: Scheduler, spread: bool
) -> tuple[Why, Schedule]:
    day = event.day
    why = why_counted(schedule, event.grade, day, event.asked_as)
    if not why.counts:
        return why, replace(schedule, last_event=event.id)
    return why, answered(schedule, event.grade, day, scheduler, spread=spread, last_event=event.id)


def _change(event: Event) -> dict[str, Any]:
    """What an event that is no answer alters. A card begun anew keeps its last counted day, so
    that it still moves at most once a day."""
    match event:
        case Suspended():
            return {"suspended": True}
        case Resumed():
            return {"suspended": False}
        case Buried():
            return {"buried_until": event.until_day}
        case Reset():
            return {"memory": None, "interval_days": 0, "due_on": None, "reps": 0, "lapses": 0}
    return {}


def _place(event: Event) -> tuple[object, str]:
    return event.effective_at, event.id
