"""The fold of a card's log, event by event."""

from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import Any

from app.core.counting import COUNTING, FORGOT, NO_ANSWER, UNDONE, Why, elapsed_days, why_counted
from app.core.events import Buried, Event, Grade, Reset, Resumed, Reviewed, Suspended, Voided
from app.core.scheduler import Scheduler
from app.core.spread import spread_days

PLACE = attrgetter("effective_at", "id")


class Folding:
    """One card's fold under way. It changes in place, so that a schedule is made only where
    somebody looks: at the end of a fold, at each step of an explanation."""

    __slots__ = (
        "buried_until", "card_id", "counted_on", "due_on", "elapsed_days", "interval_days",
        "lapses", "last_event", "memory", "reps", "scheduler", "spread", "suspended",
    )  # fmt: skip

    def __init__(self, card_id: str, scheduler: Scheduler, *, spread: bool = True) -> None:
        self.card_id, self.scheduler, self.spread = card_id, scheduler, spread
        self.memory: Any = None
        self.elapsed_days = self.interval_days = self.reps = self.lapses = 0
        self.due_on: date | None = None
        self.counted_on: date | None = None
        self.suspended = False
        self.buried_until: date | None = None
        self.last_event: str | None = None

    def through(self, events: Iterable[Event]) -> Iterator[tuple[Event, Why]]:
        """In the order of (effective_at, id), so that the order of arrival does not matter."""
        ordered = sorted({event.id: event for event in events}.values(), key=PLACE)
        undone = {event.voids for event in ordered if isinstance(event, Voided)}
        for event in ordered:
            self.last_event = event.id
            if event.id in undone and not isinstance(event, Voided):
                yield event, UNDONE
            elif isinstance(event, Reviewed):
                day, grade = event.day, event.grade
                why = why_counted(self, grade, day, event.asked_as)
                if why in COUNTING:
                    self.answer(grade, day)
                yield event, why
            else:
                self._change(event)
                yield event, NO_ANSWER

    def answer(self, grade: Grade, day: date) -> None:
        """`elapsed_days` is left for whoever asks how long ago the answer before was."""
        memory, scheduler = self.memory, self.scheduler
        if grade is FORGOT and memory is not None:
            self.lapses += 1
        self.reps += 1
        self.elapsed_days = elapsed = elapsed_days(self, day)
        self.memory = memory = scheduler.step(memory, grade, elapsed)
        self.interval_days = days = scheduler.interval_days(memory)
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
