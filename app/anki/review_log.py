"""A card's answers as rows of Anki's review log."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from app.anki.scheduling import Terms
from app.core.counting import Why
from app.core.events import Grade, Reset, Reviewed
from app.core.schedule import Step

# When, which button, the interval after and before, the ease, how long it took, what it was.
LogRow = tuple[int, int, int, int, int, int, int]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
LONGEST_MS = 86_400_000  # a card left open for longer than a day; Anki's column ends at 50 days
BUTTONS = {Grade.FORGOT: 1, Grade.HARD: 2, Grade.GOOD: 3, Grade.EASY: 4}
NO_BUTTON = 0


class Asked(IntEnum):
    """Anki's own kinds. What moves no schedule is a filtered card's answer without an ease: Anki
    shows it, and counts it neither in a schedule nor for FSRS."""

    LEARNING = 0
    REVIEW = 1
    FILTERED = 3
    BY_HAND = 4


KINDS = {Why.NEW: Asked.LEARNING, Why.DUE: Asked.REVIEW}


def log_rows(steps: Iterable[Step], terms: Terms) -> Iterator[LogRow]:
    """What was undone is as if never answered; a card begun anew is what Anki calls "reset"."""
    for step in steps:
        event, after, before = step.event, step.after, step.before.interval_days
        if step.why is Why.UNDONE:
            continue
        if isinstance(event, Reviewed):
            ease = terms.logged(after.memory) if step.counted else 0
            button, kind = BUTTONS[event.grade], KINDS.get(step.why, Asked.FILTERED)
            took = min(event.elapsed_ms, LONGEST_MS)
            yield _at(step), button, after.interval_days, before, ease, took, kind
        elif isinstance(event, Reset):
            yield _at(step), NO_BUTTON, 0, before, 0, 0, Asked.BY_HAND


def _at(step: Step) -> int:
    return (step.event.effective_at - EPOCH) // MILLISECOND
