"""The one way into the log. What is already in it is found by its id and never added again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from app.core.errors import NotFound
from app.core.events import EVENT_ID, Event, Voided, effective_at, problems, target_problem
from app.ledger.chain import checksum
from app.ledger.editions import edition_of
from app.ledger.event_rows import KIND_OF, EventRow, event_of, sent_text
from app.ledger.ledger import Ledger
from app.ledger.moments import instant, moment
from app.ledger.refold import refold
from app.ledger.statements import Statement, adding
from app.ledger.tables import events

HOLD = Statement(
    "SELECT l.born_at, l.events, l.head, EXISTS (SELECT 1 FROM reminder_channels c "
    "WHERE c.learner_id = l.learner_id AND c.silent = 1), e.edition, e.scheduler, e.version "
    "FROM learners l LEFT JOIN derived_edition e ON e.learner_id = l.learner_id "
    "WHERE l.learner_id = :learner_id {lock}"
)
KNOWN = Statement(
    "SELECT event_id, kind, card_id, effective_at, sent FROM events {by[events_by_id]} "
    "WHERE learner_id = :learner_id AND event_id {among}"
)
ADD = Statement(adding(events))
NAMES = [column.name for column in events.columns]
MOVE_HEAD = Statement(
    "UPDATE learners SET events = :events, head = :head WHERE learner_id = :learner_id"
)
WAKE = Statement(
    "UPDATE reminder_channels SET silent = 0, next_at = 0 "
    "WHERE learner_id = :learner_id AND silent = 1"
)


class Outcome(StrEnum):
    RECORDED = "recorded"
    ALREADY = "already"
    CONFLICT = "conflict"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one event, in words for whoever sent it."""

    event_id: str
    outcome: Outcome
    message: str = ""


def record(
    ledger: Ledger, learner_id: int, sent: Sequence[Event], now: datetime
) -> tuple[Result, ...]:
    """One result an event, in their order; all that is recorded is safe when this returns.

    The `effective_at` of an event that comes in is the time that its sender gave it.
    """
    if not sent:
        return ()
    return ledger.write(lambda connection: append(connection, learner_id, sent, now))


def append(
    connection: Connection, learner_id: int, sent: Sequence[Event], now: datetime
) -> tuple[Result, ...]:
    """Within a transaction of its caller. The learner's row first: on a server that is the lock,
    and only then duplicates show."""
    held = HOLD.rows(connection, {"learner_id": learner_id})
    if not held:
        raise NotFound(f"there is no learner {learner_id}")
    born_at, count, head, silent, *edition = held[0]
    judge = _Judge(_known(connection, learner_id, sent), now, moment(born_at))
    results = tuple(judge.result(event) for event in sent)
    if judge.new:
        rows, head = _linked(judge.new, learner_id, count, head, instant(now))
        ADD.run(connection, *rows)
        moved = {"learner_id": learner_id, "events": count + len(rows), "head": head}
        MOVE_HEAD.run(connection, moved)
        if silent:  # reminders had stopped, and here is who they were for
            WAKE.run(connection, {"learner_id": learner_id})
        if edition[0]:
            refold(connection, edition_of(learner_id, *edition), judge.events)
    return results


def _known(connection: Connection, learner_id: int, sent: Sequence[Event]) -> dict[str, EventRow]:
    """The events of these ids that are in the log, and those that these undo."""
    ids = {event.id for event in sent} | {e.voids for e in sent if isinstance(e, Voided)}
    rows = KNOWN.rows(
        connection, {"learner_id": learner_id}, sorted(filter(EVENT_ID.fullmatch, ids))
    )
    return {row[0]: EventRow(*row) for row in rows}


class _Judge:
    """Takes events one by one, so that one sent twice in one call is recorded once."""

    def __init__(self, known: dict[str, EventRow], now: datetime, born_at: datetime) -> None:
        self._known = known
        self._now = now
        self._born_at = born_at
        self.new: list[EventRow] = []
        self.events: list[Event] = []

    def result(self, sent: Event) -> Result:
        try:
            return self._of(sent)
        except (OverflowError, UnicodeError):
            return Result(sent.id, Outcome.INVALID, "a time or a text in it cannot be kept")

    def _of(self, sent: Event) -> Result:
        """Known ones first: what was fine when it came is `already`, however old it is now."""
        content = (KIND_OF[type(sent)], sent.card_id, sent_text(sent))
        there = self._known.get(sent.id)
        if there is not None:
            return _again(there, content)
        found = self._problems(sent)
        if found:
            return Result(sent.id, Outcome.INVALID, "; ".join(found))
        event = self._clamped(sent)
        row = EventRow(event.id, content[0], event.card_id, instant(event.effective_at), content[2])
        self._known[event.id] = row
        self.new.append(row)
        self.events.append(event)
        return Result(event.id, Outcome.RECORDED)

    def _clamped(self, sent: Event) -> Event:
        at = effective_at(sent.effective_at, self._now)
        return sent if at == sent.effective_at else replace(sent, effective_at=at)

    def _problems(self, sent: Event) -> list[str]:
        if sent.effective_at.tzinfo is None:
            return list(problems(sent, now=self._now, born_at=self._born_at))
        event = self._clamped(sent)
        found = list(problems(event, now=self._now, born_at=self._born_at))
        if isinstance(event, Voided):
            target = self._known.get(event.voids)
            wrong = target_problem(event, event_of(*target.all) if target else None)
            found += [wrong] if wrong else []
        return found


def _again(there: EventRow, content: tuple[str, str, str]) -> Result:
    if there.content == content:
        return Result(there.event_id, Outcome.ALREADY)
    what = "another event with this id was recorded before (send this one with an id of its own)"
    return Result(there.event_id, Outcome.CONFLICT, what)


def _linked(
    new: Sequence[EventRow], learner_id: int, count: int, head: bytes, received_at: int
) -> tuple[list[dict[str, Any]], bytes]:
    """Each row sealed with the one before it, in the order of arrival."""
    rows, link = [], bytes(head)
    for number, row in enumerate(new, count + 1):
        link = checksum(learner_id, number, *row.all, received_at, after=link)
        values = (learner_id, number, *row.all[:4], received_at, row.sent, link)
        rows.append(dict(zip(NAMES, values, strict=True)))
    return rows, link
