"""A learner's progress, written into a deck's tables: schedules, what is set aside, the log."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

import apsw

from app.anki.places import place_of
from app.anki.review_log import NO_BUTTON, LogRow, log_rows
from app.anki.scheduling import Terms, terms_of, written
from app.core.schedule import Schedule, Scheduler, Step

# What Anki counts days from: four in the morning of this day.
FIRST_DAY = date(2014, 9, 19)
PLACES = """
    SELECT substr(n.flds, 1, instr(n.flds, char(31)) - 1), c.ord, c.id, c.due
    FROM cards c JOIN notes n ON n.id = c.nid
"""
PUT_CARD = """
    UPDATE cards SET type = ?, queue = ?, due = ?, ivl = ?, factor = ?, reps = ?, lapses = ?,
    data = ? WHERE id = ?
"""
ANSWERS = "CREATE TABLE answers (at, card, button, after, before, ease, took, kind)"
PUT_ANSWER = "INSERT INTO answers VALUES (?2, ?1, ?3, ?4, ?5, ?6, ?7, ?8)"
# The time of an answer is its identity in Anki: where two have the same, one is a moment later.
LOG = """
    INSERT INTO revlog
    SELECT max(at - place) OVER (ORDER BY place) + place,
        card, -1, button, after, before, ease, took, kind
    FROM (SELECT *, row_number() OVER (ORDER BY at, rowid) AS place FROM answers)
"""
CardRow = tuple[int, int, int, int, int, int, int, str]


class Kind(IntEnum):
    NEW = 0
    REVIEW = 2


class Queue(IntEnum):
    NEW = 0
    REVIEW = 2
    SUSPENDED = -1
    BURIED = -3


@dataclass(frozen=True, slots=True)
class Progress:
    """Every card's history with what the fold made of it; `today` is the learner's study day."""

    histories: Iterable[tuple[str, Sequence[Step]]]
    scheduler: Scheduler
    today: date


@dataclass(slots=True)
class Carried:
    """`due` holds what is not suspended; `left_behind` are cards that the deck has not."""

    begun: int = 0
    suspended: int = 0
    reviews: int = 0
    left_behind: int = 0
    due: Counter[date] = field(default_factory=Counter)


def carry(connection: apsw.Connection, progress: Progress) -> Carried:
    places = {(name, at): (card, due) for name, at, card, due in connection.execute(PLACES)}
    carried, terms = Carried(), terms_of(progress.scheduler)
    connection.execute(ANSWERS)
    for card_id, steps in progress.histories:
        if (place := places.get(place_of(card_id))) is None:
            carried.left_behind += 1
            continue
        card, position = place
        rows = list(log_rows(steps, terms))
        connection.executemany(PUT_ANSWER, ((card, *row) for row in rows))
        made = _made(steps, terms, position, progress.today)
        connection.execute(PUT_CARD, (*made, card))
        _count(carried, steps[-1].after, rows)
    connection.execute(LOG)
    connection.execute("DROP TABLE answers")
    return carried


def _made(steps: Sequence[Step], terms: Terms, position: int, today: date) -> CardRow:
    """A new card keeps its place among the new ones, and Anki knows it of the others too."""
    card = steps[-1].after
    if card.memory is None:
        return Kind.NEW, _queue(card, today), position, 0, 0, 0, 0, ""
    answered_at = next(step.event.effective_at for step in reversed(steps) if step.counted)
    known = {"pos": position, "lrt": int(answered_at.timestamp()), **terms.known(card.memory)}
    ease, due = terms.ease(card.memory), (_asked_from(card) - FIRST_DAY).days
    return (
        Kind.REVIEW, _queue(card, today), due, card.interval_days, ease, card.reps, card.lapses,
        written(known),
    )  # fmt: skip


def _queue(card: Schedule, today: date) -> Queue:
    """Anki buries until its next day only, so a card to review is due on the later day instead."""
    if card.suspended:
        return Queue.SUSPENDED
    if card.memory is not None:
        return Queue.REVIEW
    buried = card.buried_until is not None and card.buried_until > today
    return Queue.BURIED if buried else Queue.NEW


def _asked_from(card: Schedule) -> date:
    assert card.due_on is not None
    return max(card.due_on, card.buried_until or card.due_on)


def _count(carried: Carried, card: Schedule, rows: Iterable[LogRow]) -> None:
    carried.reviews += sum(row[1] != NO_BUTTON for row in rows)
    carried.suspended += card.suspended
    if card.memory is not None:
        carried.begun += 1
        if not card.suspended:
            carried.due[_asked_from(card)] += 1
