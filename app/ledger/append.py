"""The one way into the log. What is already in it is found by its id and never added again.

Learners who send at one time are written together: each table is read and written once for all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.core.errors import NotFound
from app.core.events import Event
from app.ledger.chain import checksum
from app.ledger.counted import second_ids
from app.ledger.editions import edition_of
from app.ledger.event_rows import EventRow
from app.ledger.judge import Judge
from app.ledger.judge import Outcome as Outcome
from app.ledger.judge import Result as Result
from app.ledger.known_events import find_known
from app.ledger.ledger import Ledger
from app.ledger.moments import instant, moment
from app.ledger.refold import Refolded, Refolding
from app.ledger.statements import Statement, adding, sent_together
from app.ledger.tables import events

HELD = (
    "SELECT l.learner_id, l.born_at, l.events, {hex[l.head]} AS head, EXISTS (SELECT 1 FROM "
    "reminder_channels c WHERE c.learner_id = l.learner_id AND c.silent = 1) AS silent, "
    "e.edition, e.scheduler, e.version "
    "FROM learners l LEFT JOIN derived_edition e ON e.learner_id = l.learner_id "
)
OF_HELD = "learner_id, born_at, events, head, silent, edition, scheduler, version"
HOLD = Statement(HELD + "WHERE l.learner_id = :learner_id {lock}", as_one=OF_HELD)
HOLD_FREE = Statement(HELD + "WHERE l.learner_id {among} {lock_free}", as_one=OF_HELD)
ADD = Statement(adding(events))
NAMES = [column.name for column in events.columns]
MOVE_HEAD = Statement(
    "UPDATE learners SET events = :events, head = :head WHERE learner_id = :learner_id"
)
WAKE = Statement(
    "UPDATE reminder_channels SET silent = 0, next_at = 0 "
    "WHERE learner_id = :learner_id AND silent = 1"
)


@dataclass(frozen=True, slots=True)
class Sending:
    """What one learner's device sends in one call. The `effective_at` of an event that comes in
    is the time that its sender gave it.
    """

    learner_id: int
    events: Sequence[Event]
    now: datetime


@dataclass(frozen=True, slots=True)
class Appended:
    """One result an event, in their order. `cards` are those of all that is in the log now, where
    anything is derived from it; `second` are answers that came second on their study day.
    """

    results: tuple[Result, ...] = ()
    cards: Mapping[str, Refolded] = field(default_factory=dict)
    second: frozenset[str] = frozenset()


def record(
    ledger: Ledger, learner_id: int, sent: Sequence[Event], now: datetime
) -> tuple[Result, ...]:
    return append(ledger, Sending(learner_id, sent, now)).results


def append(ledger: Ledger, sending: Sending) -> Appended:
    """All that is recorded is safe when this returns."""
    if not sending.events:
        return Appended()
    return ledger.write(lambda connection: _append_alone(connection, sending))


def append_together(ledger: Ledger, sendings: Sequence[Sending]) -> list[Appended | None]:
    """Each learner's at most once. None for those who are not there or are held by another
    transaction: nobody waits here, or one learner's long import would hold up all others."""
    if not any(sending.events for sending in sendings):
        return [Appended() for _ in sendings]
    return ledger.write(lambda connection: _append_all(connection, sendings))


def _append_all(connection: Connection, sendings: Sequence[Sending]) -> list[Appended | None]:
    ids = sorted(each.learner_id for each in sendings)
    held = {row[0]: row for row in HOLD_FREE.rows(connection, {}, ids)}
    appending = _Appending(connection, [each for each in sendings if each.learner_id in held])
    done = [
        appending.take(each, held[each.learner_id]) if each.learner_id in held else None
        for each in sendings
    ]
    appending.put()
    return done


def _append_alone(connection: Connection, sending: Sending) -> Appended:
    """The learner's row first: on a server that is the lock, and only then duplicates show."""
    held = HOLD.rows(connection, {"learner_id": sending.learner_id})
    if not held:
        raise NotFound(f"there is no learner {sending.learner_id}")
    appending = _Appending(connection, [sending])
    done = appending.take(sending, held[0])
    appending.put()
    return done


class _Appending:
    """A transaction's events, gathered learner by learner and put all at once."""

    def __init__(self, connection: Connection, sendings: Sequence[Sending]) -> None:
        self._connection = connection
        self._known = find_known(connection, ((s.learner_id, s.events) for s in sendings))
        self._rows: list[dict[str, Any]] = []
        self._heads: list[dict[str, Any]] = []
        self._woken: list[dict[str, Any]] = []
        self._refolding = Refolding()

    def take(self, sending: Sending, held: Sequence[Any]) -> Appended:
        learner_id, born_at, count, head, silent, *edition = held
        known = self._known[learner_id]
        judge = Judge(known.by_id, sending.now, moment(born_at))
        results = tuple(judge.result(event) for event in sending.events)
        self._link(judge.new, learner_id, count, bytes.fromhex(head), instant(sending.now))
        if silent and judge.new:  # reminders had stopped, and here is who they were for
            self._woken.append({"learner_id": learner_id})
        if not edition[0]:
            return Appended(results)
        in_use = edition_of(learner_id, *edition)
        logs, new = known.logs_with(judge.events), {event.id for event in judge.events}
        safe = {e.card_id for e, r in zip(sending.events, results, strict=True) if r.is_safe}
        cards = {id_: self._refolding.refold(in_use, id_, logs[id_], new) for id_ in sorted(safe)}
        return Appended(results, cards, second_ids(cards, sending.events, in_use.scheduler))

    def _link(
        self, new: Sequence[EventRow], learner_id: int, count: int, head: bytes, received_at: int
    ) -> None:
        """Each row sealed with the one before it, in the order of arrival."""
        link = head
        for number, row in enumerate(new, count + 1):
            link = checksum(learner_id, number, *row.all, received_at, after=link)
            values = (learner_id, number, *row.all[:4], received_at, row.sent, link)
            self._rows.append(dict(zip(NAMES, values, strict=True)))
        if new:
            moved = {"learner_id": learner_id, "events": count + len(new), "head": link}
            self._heads.append(moved)

    def put(self) -> None:
        if self._rows:
            with sent_together(self._connection):
                ADD.run(self._connection, *self._rows)
                MOVE_HEAD.run(self._connection, *self._heads)
                if self._woken:
                    WAKE.run(self._connection, *self._woken)
                self._refolding.put(self._connection)
