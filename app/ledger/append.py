"""The one way into the log. What is already in it is found by its id and never added again."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, select, update

from app.core.errors import NotFound
from app.core.events import Event, Voided, effective_at, problems, target_problem
from app.ledger.chain import checksum
from app.ledger.editions import find_edition
from app.ledger.event_rows import KIND_OF, EventRow, event_of, sent_text
from app.ledger.ledger import Ledger
from app.ledger.moments import instant, moment
from app.ledger.refold import refold
from app.ledger.tables import events, learners


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
    return ledger.write(lambda connection: _append(connection, learner_id, sent, now))


def _append(
    connection: Connection, learner_id: int, sent: Sequence[Event], now: datetime
) -> tuple[Result, ...]:
    """The learner's row first: on a server that is the lock, and only then duplicates show."""
    mine = learners.c.learner_id == learner_id
    held = select(learners.c.born_at, learners.c.events, learners.c.head).where(mine)
    learner = connection.execute(held.with_for_update()).first()
    if learner is None:
        raise NotFound(f"there is no learner {learner_id}")
    judge = _Judge(_known(connection, learner_id, sent), now, moment(learner.born_at))
    results = tuple(judge.result(event) for event in sent)
    if judge.new:
        rows, head = _linked(judge.new, learner_id, learner.events, learner.head, instant(now))
        connection.execute(insert(events), rows)
        values = {"events": learner.events + len(rows), "head": head}
        connection.execute(update(learners).where(mine).values(**values))
        edition = find_edition(connection, learner_id)
        if edition:
            refold(connection, edition, judge.events)
    return results


def _known(connection: Connection, learner_id: int, sent: Sequence[Event]) -> dict[str, EventRow]:
    """The events of these ids that are in the log, and those that these undo."""
    ids = {event.id for event in sent} | {e.voids for e in sent if isinstance(e, Voided)}
    columns = (events.c.event_id, events.c.kind, events.c.card_id, events.c.effective_at)
    asked = select(*columns, events.c.sent).where(
        events.c.learner_id == learner_id, events.c.event_id.in_(sorted(ids))
    )
    return {row.event_id: EventRow(*row) for row in connection.execute(asked)}


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
        event = replace(sent, effective_at=effective_at(sent.effective_at, self._now))
        row = EventRow(event.id, content[0], event.card_id, instant(event.effective_at), content[2])
        self._known[event.id] = row
        self.new.append(row)
        self.events.append(event)
        return Result(event.id, Outcome.RECORDED)

    def _problems(self, sent: Event) -> list[str]:
        if sent.effective_at.tzinfo is None:
            return list(problems(sent, now=self._now, born_at=self._born_at))
        event = replace(sent, effective_at=effective_at(sent.effective_at, self._now))
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
        kept = {"learner_id": learner_id, "number": number, "received_at": received_at}
        rows.append({**kept, **asdict(row), "checksum": link})
    return rows, link
