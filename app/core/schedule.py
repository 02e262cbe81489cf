"""The schedule of a card is a fold of its log: nothing else decides when it comes back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter
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


# Under plain names: a member of an enum costs a search at each mention, and a fold has millions.
NEW, DUE, FORGOTTEN_EARLY = Why.NEW, Why.DUE, Why.FORGOTTEN_EARLY
NOT_A_REVIEW, SAME_DAY, EARLY = Why.NOT_A_REVIEW, Why.SAME_DAY, Why.EARLY
FORGOT, REVIEW = Grade.FORGOT, AskedAs.REVIEW
COUNTING = (DUE, NEW, FORGOTTEN_EARLY)
PLACE = attrgetter("effective_at", "id")


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
    folding = _Folding(Schedule(card_id), scheduler, spread)
    for _ in folding.through(events):
        pass
    return folding.schedule()


def explain(
    card_id: str, events: Iterable[Event], scheduler: Scheduler, *, spread: bool = True
) -> tuple[Step, ...]:
    """The same fold with every step kept: why this card comes on this date."""
    folding = _Folding(Schedule(card_id), scheduler, spread)
    before, steps = folding.schedule(), []
    for event, why in folding.through(events):
        after = folding.schedule()
        steps.append(Step(event, why, before, after))
        before = after
    return tuple(steps)


def why_counted(
    card: "Schedule | _Folding", grade: Grade, day: date, asked_as: AskedAs = REVIEW
) -> Why:
    """The one rule of what moves a schedule."""
    if asked_as is not REVIEW:
        return NOT_A_REVIEW
    if card.counted_on is not None and day <= card.counted_on:
        return SAME_DAY
    if card.due_on is None:
        return NEW
    if card.due_on <= day:
        return DUE
    return FORGOTTEN_EARLY if grade is FORGOT else EARLY


def answered(
    schedule: Schedule, grade: Grade, day: date, scheduler: Scheduler, *, spread: bool = True
) -> Schedule:
    """The schedule after an answer that counts."""
    folding = _Folding(schedule, scheduler, spread)
    folding.answer(grade, day)
    return folding.schedule()


def elapsed_days(card: "Schedule | _Folding", day: date) -> int:
    """Days since the last answer that counted; a new card, or one begun anew, has none."""
    if card.memory is None or card.counted_on is None:
        return 0
    return (day - card.counted_on).days


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


class _Folding:
    """One card's fold under way. It changes in place, so that a schedule is made only where
    somebody looks: at the end of a fold, at each step of an explanation."""

    __slots__ = (
        "buried_until", "card_id", "counted_on", "due_on", "interval_days", "lapses",
        "last_event", "memory", "reps", "scheduler", "spread", "suspended",
    )  # fmt: skip

    def __init__(self, start: Schedule, scheduler: Scheduler, spread: bool) -> None:
        self.scheduler, self.spread, self.card_id = scheduler, spread, start.card_id
        self.memory, self.interval_days, self.due_on = (
            start.memory, start.interval_days, start.due_on,
        )  # fmt: skip
        self.reps, self.lapses, self.counted_on = start.reps, start.lapses, start.counted_on
        self.suspended, self.buried_until = start.suspended, start.buried_until
        self.last_event = start.last_event

    def schedule(self) -> Schedule:
        return Schedule(
            self.card_id, self.memory, self.interval_days, self.due_on, self.reps, self.lapses,
            self.counted_on, self.suspended, self.buried_until, self.last_event,
        )  # fmt: skip

    def through(self, events: Iterable[Event]) -> Iterator[tuple[Event, Why]]:
        """In the order of (effective_at, id), so that the order of arrival does not matter."""
        ordered = sorted({event.id: event for event in events}.values(), key=PLACE)
        undone = {event.voids for event in ordered if isinstance(event, Voided)}
        for event in ordered:
            self.last_event = event.id
            if event.id in undone and not isinstance(event, Voided):
                yield event, Why.UNDONE
            elif isinstance(event, Reviewed):
                day = event.day
                why = why_counted(self, event.grade, day, event.asked_as)
                if why in COUNTING:
                    self.answer(event.grade, day)
                yield event, why
            else:
                self._change(event)
                yield event, Why.NO_ANSWER

    def answer(self, grade: Grade, day: date) -> None:
        if grade is FORGOT and self.memory is not None:
            self.lapses += 1
        self.reps += 1
        self.memory = self.scheduler.step(self.memory, grade, elapsed_days(self, day))
        self.interval_days = days = self.scheduler.interval_days(self.memory)
        if self.spread:
            days = spread_days(self.card_id, self.reps, days)
        self.due_on = date.fromordinal(day.toordinal() + days)
        self.counted_on = day

    def _change(self, event: Event) -> None:
        """A card begun anew keeps its last counted day: it still moves at most once a day."""
        match event:
            case Suspended():
                self.suspended = True
            case Resumed():
                self.suspended = False
            case Buried():
                self.buried_until = event.until_day
            case Reset():
                self.memory, self.due_on = None, None
                self.interval_days = self.reps = self.lapses = 0
