"""The fold of a card's log, event by event."""

from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import Any

from app.core.counting import COUNTING, FORGOT, NO_ANSWER, UNDONE, Why, why_counted
from app.core.events import Buried, Event, Grade, Reset, Resumed, Reviewed, Suspended, Voided
from app.core.scheduler import Scheduler
from app.core.spread import spread_days, spread_seed

ID, EFFECTIVE_AT = attrgetter("id"), attrgetter("effective_at")


class Folding:
    """One card's fold under way. It changes in place, so that a schedule is made only where
    somebody looks: at the end of a fold, at each step of an explanation. The days that each
    answer is held against are ordinals, 0 where there is none, since dates take their time."""

    __slots__ = (
        "buried_until", "card_id", "counted", "due", "elapsed_days", "interval_days",
        "lapses", "last_event", "memory", "reps", "scheduler", "seed", "suspended",
    )  # fmt: skip

    def __init__(self, card_id: str, scheduler: Scheduler, *, spread: bool = True) -> None:
        self.card_id, self.scheduler = card_id, scheduler
        self.seed = spread_seed(card_id) if spread else None
        self.memory: Any = None
        self.elapsed_days = self.interval_days = self.reps = self.lapses = 0
        self.due = self.counted = 0
        self.suspended = False
        self.buried_until: date | None = None
        self.last_event: str | None = None

    def through(self, events: Iterable[Event]) -> Iterator[tuple[Event, Why]]:
        """In the order of (effective_at, id), so that the order of arrival does not matter."""
        ordered = sorted({event.id: event for event in events}.values(), key=ID)
        ordered.sort(key=EFFECTIVE_AT)
        undone = {event.voids for event in ordered if type(event) is Voided}
        for event in ordered:
            self.last_event = event.id
            if undone and event.id in undone and type(event) is not Voided:
                yield event, UNDONE
            elif type(event) is Reviewed:
                day, grade = event.day.toordinal(), event.grade
                why = why_counted(self.due, self.counted, day, grade, event.asked_as)
                if why in COUNTING:
                    self.answer(grade, day)
                yield event, why
            else:
                self._change(event)
                yield event, NO_ANSWER

    def answer(self, grade: Grade, day: int) -> None:
        """`elapsed_days` is left for whoever asks how long ago the answer before was."""
        memory, scheduler = self.memory, self.scheduler
        elapsed = 0
        if memory is not None:
            elapsed = day - self.counted
            if grade is FORGOT:
                self.lapses += 1
        self.reps += 1
        self.elapsed_days = elapsed
        self.memory = memory = scheduler.step(memory, grade, elapsed)
        self.interval_days = days = scheduler.interval_days(memory)
        if self.seed is not None:
            days = spread_days(self.seed, self.reps, days)
        self.due = day + days
        self.counted = day

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
                self.memory, self.due = None, 0
                self.interval_days = self.reps = self.lapses = 0
