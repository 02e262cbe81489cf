"""Takes an archive into a learner's ledger, all of it or nothing.

The way of a live answer is not its way: these events were looked at when they were sent, and they
keep the times at which they were received. The chain is made anew, since it names the learner.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from app.core.errors import DrillbookError
from app.ledger.archive import CardNote, Followed
from app.ledger.archived_event import Archived
from app.ledger.chain import checksum
from app.ledger.event_rows import EventRow
from app.ledger.flags import Flag
from app.ledger.learners import lock_learner, look_at_channels, row_checksum
from app.ledger.ledger import Ledger
from app.ledger.moments import instant
from app.ledger.settings import LearnerSettings
from app.ledger.spool import Spool
from app.ledger.statements import Statement, adding
from app.ledger.tables import card_notes, derived_edition, events, flags, followed, learners

ADD = Statement(adding(events))
NAMES = [column.name for column in events.columns]
KNOWN = Statement(
    "SELECT event_id, kind, card_id, effective_at, sent FROM events {by[events_by_id]} "
    "WHERE learner_id = :learner_id AND event_id {among}"
)
MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Given:
    """What an archive holds; every value in it was looked at before."""

    born_at: datetime
    settings: LearnerSettings
    followed: Sequence[Followed]
    card_notes: Sequence[CardNote]
    flags: Sequence[Flag]
    events: Spool


@dataclass(frozen=True, slots=True)
class TakenIn:
    recorded: int
    already: int


def take_in(ledger: Ledger, learner_id: int, given: Given) -> TakenIn:
    """What is derived is dropped with it and has to be made again: `rebuild` does."""

    def work(connection: Connection) -> TakenIn:
        learner = lock_learner(connection, learner_id)
        log = _Log(connection, learner_id, learner.events)
        for portion in given.events.portions():
            log.add(portion)
        if log.conflicts:
            raise DrillbookError("\n".join(log.conflicts), "nothing was taken in")
        values = {
            "born_at": instant(min(learner.born_at, given.born_at)),
            "settings": given.settings.text(),
            "events": log.count,
            "head": log.head,
        }
        _put_learner(connection, learner_id, values)
        look_at_channels(connection, learner_id)
        _put_kept(connection, learner_id, given)
        mine = derived_edition.c.learner_id == learner_id
        connection.execute(delete(derived_edition).where(mine))
        return TakenIn(log.count - learner.events, log.already)

    return ledger.write(work)


class _Log:
    """Goes on from the last event that is there; one that is there already is left alone."""

    def __init__(self, connection: Connection, learner_id: int, count: int) -> None:
        self._connection = connection
        self._learner_id = learner_id
        self.count = count
        mine = select(learners.c.head).where(learners.c.learner_id == learner_id)
        self.head = bytes(connection.scalar(mine) or b"")
        self.already = 0
        self.conflicts: list[str] = []

    def add(self, portion: Sequence[tuple[int, Archived]]) -> None:
        known = self._known(portion)
        rows = []
        for line, archived in portion:
            row = archived.row
            there = known.setdefault(row.event_id, row)
            if there is row:
                rows.append(self._linked(archived))
            elif (there.content, there.effective_at) == (row.content, row.effective_at):
                self.already += 1
            elif len(self.conflicts) < MOST_TOLD:
                what = f"another event with the id {row.event_id} is in the log"
                self.conflicts.append(f"line {line} of events.jsonl: {what}")
        if rows:
            ADD.run(self._connection, *rows)

    def _known(self, portion: Sequence[tuple[int, Archived]]) -> dict[str, EventRow]:
        ids = sorted({archived.row.event_id for _, archived in portion})
        rows = KNOWN.rows(self._connection, {"learner_id": self._learner_id}, ids)
        return {row[0]: EventRow(*row) for row in rows}

    def _linked(self, archived: Archived) -> dict[str, Any]:
        row, at = archived.row, archived.received_at
        self.count += 1
        self.head = checksum(self._learner_id, self.count, *row.all, at, after=self.head)
        values = (self._learner_id, self.count, *row.all[:4], at, row.sent, self.head)
        return dict(zip(NAMES, values, strict=True))


def _put_learner(connection: Connection, learner_id: int, values: dict[str, object]) -> None:
    mine = learners.c.learner_id == learner_id
    connection.execute(update(learners).where(mine).values(**values))
    row = connection.execute(select(learners).where(mine)).mappings().one()
    connection.execute(update(learners).where(mine).values(checksum=row_checksum(row)))


def _put_kept(connection: Connection, learner_id: int, given: Given) -> None:
    """The archive's words on a card replace those that are here; whatever else is here stays."""
    for course in given.followed:
        key = {"course": course.course}
        _put(connection, followed, learner_id, key, [course.followed_at], replaces=False)
    for note in given.card_notes:
        key = {"card_id": note.card_id}
        words = [note.text, note.written_at]
        _put(connection, card_notes, learner_id, key, words, replaces=True)
    for flag in given.flags:
        key = {"flag_id": flag.flag_id}
        words = [flag.card_id, flag.text, flag.flagged_at]
        _put(connection, flags, learner_id, key, words, replaces=False)


def _put(
    connection: Connection,
    table: Table,
    learner_id: int,
    key: dict[str, str],
    values: Sequence[object],
    *,
    replaces: bool,
) -> None:
    """A row with its checksum; the values stand in the order of the columns."""
    [(name, value)] = key.items()
    mine = (table.c.learner_id == learner_id) & (table.c[name] == value)
    if replaces:
        connection.execute(delete(table).where(mine))
    elif connection.execute(select(table).where(mine)).first():
        return
    kept = [instant(each) if isinstance(each, datetime) else each for each in values]
    row = [learner_id, value, *kept]
    names = [column.name for column in table.columns]
    sealed = dict(zip(names, (*row, checksum(*row)), strict=True))
    connection.execute(insert(table).values(sealed))
