"""All of a learner in one consistent view, but for what is secret and what follows from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from app.ledger.archived_event import Archived
from app.ledger.channel_rows import channel_of
from app.ledger.event_rows import EventRow
from app.ledger.flags import Flag
from app.ledger.learners import Learner, read_learner
from app.ledger.ledger import Ledger
from app.ledger.log import COLUMNS
from app.ledger.moments import moment
from app.ledger.tables import card_notes, events, flags, followed, reminder_channels

ROWS_TOGETHER = 1_000


@dataclass(frozen=True, slots=True)
class Followed:
    course: str
    followed_at: datetime


@dataclass(frozen=True, slots=True)
class CardNote:
    card_id: str
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class ReminderPlace:
    """Without its keys, which are secrets. Monday is 1."""

    kind: str
    where_to: str
    device: str
    weekdays: tuple[int, ...]
    at: str
    added_at: datetime
    confirmed_at: datetime | None
    off_because: str | None


@dataclass(frozen=True, slots=True)
class Archive:
    """`events` come in the order in which they were received, and only once."""

    learner: Learner
    followed: tuple[Followed, ...]
    card_notes: tuple[CardNote, ...]
    flags: tuple[Flag, ...]
    reminders: tuple[ReminderPlace, ...]
    events: Iterator[Archived]


@contextmanager
def open_archive(ledger: Ledger, learner_id: int) -> Iterator[Archive]:
    """The learner first: what is answered meanwhile is behind the last of that one's events."""
    with ledger.read() as connection:
        learner = read_learner(connection, learner_id)
        yield Archive(
            learner,
            tuple(_followed(connection, learner_id)),
            tuple(_card_notes(connection, learner_id)),
            tuple(_flags(connection, learner_id)),
            tuple(_reminders(connection, learner_id)),
            _events(connection, learner),
        )


def _followed(connection: Connection, learner_id: int) -> Iterator[Followed]:
    table = followed
    asked = select(table.c.course, table.c.followed_at).where(table.c.learner_id == learner_id)
    for course, at in connection.execute(asked.order_by(table.c.followed_at, table.c.course)):
        yield Followed(course, moment(at))


def _card_notes(connection: Connection, learner_id: int) -> Iterator[CardNote]:
    table = card_notes
    columns = select(table.c.card_id, table.c.text, table.c.written_at)
    asked = columns.where(table.c.learner_id == learner_id).order_by(table.c.card_id)
    for card_id, text, at in connection.execute(asked):
        yield CardNote(card_id, text, moment(at))


def _flags(connection: Connection, learner_id: int) -> Iterator[Flag]:
    table = flags
    columns = select(table.c.flag_id, table.c.card_id, table.c.text, table.c.flagged_at)
    asked = columns.where(table.c.learner_id == learner_id)
    ordered = asked.order_by(table.c.flagged_at, table.c.flag_id)
    for flag_id, card_id, text, at in connection.execute(ordered):
        yield Flag(flag_id, card_id, text, moment(at))


def _reminders(connection: Connection, learner_id: int) -> Iterator[ReminderPlace]:
    table = reminder_channels
    asked = select(table).where(table.c.learner_id == learner_id)
    for row in connection.execute(asked.order_by(table.c.added_at, table.c.channel_id)):
        channel = channel_of(row)
        plan = channel.rule.plan
        yield ReminderPlace(
            channel.kind.value,
            channel.where_to,
            channel.device,
            tuple(day + 1 for day in sorted(plan.weekdays)),
            f"{plan.at:%H:%M}",
            channel.added_at,
            channel.confirmed_at,
            channel.off_because,
        )


def _events(connection: Connection, learner: Learner) -> Iterator[Archived]:
    """A cursor that holds few at a time: a log may have a million."""
    mine = (events.c.learner_id == learner.learner_id) & (events.c.number <= learner.events)
    asked = select(*COLUMNS, events.c.received_at).where(mine).order_by(events.c.number)
    with connection.execute(asked.execution_options(yield_per=ROWS_TOGETHER)) as rows:
        for *row, received_at in rows:
            yield Archived(EventRow(*row), received_at)
