"""For whose channels the time has come, and what was decided: choosing costs what is due.

The learner's row is what all writers of a learner lock first. Whoever chooses for all learners
passes over those that are locked, and comes back to them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, bindparam, exists, select, update

from app.core.reminders.decide import Rule
from app.core.reminders.kinds import Kind, lane
from app.ledger.channel_rows import rule_of
from app.ledger.moments import day_number, instant
from app.ledger.reminder_history import State
from app.ledger.settings import LearnerSettings
from app.ledger.statements import Together, adding
from app.ledger.tables import events, learners, reminder_channels, reminders

ADD = Together(
    reminders,
    on_file=f"{adding(reminders)} ON CONFLICT DO NOTHING",
    on_server="INSERT INTO reminders SELECT * FROM {rows} ON CONFLICT DO NOTHING",
)
LOOK_NEXT = Together(
    reminder_channels,
    on_file="UPDATE reminder_channels SET next_at = :next_at, silent = :silent "
    "WHERE learner_id = :learner_id AND channel_id = :channel_id",
    on_server="UPDATE reminder_channels AS c SET next_at = r.next_at, silent = r.silent "
    "FROM {rows} AS r WHERE c.learner_id = r.learner_id AND c.channel_id = r.channel_id",
)
# Nobody snoozes for so long: what is further away was planned by a clock that was wrong.
FURTHEST = timedelta(days=400)
TOO_FAR = reminder_channels.c.next_at > bindparam("furthest")
# Whether the learner did anything since the last reminder.
CAME_BACK = (
    exists()
    .where(events.c.learner_id == reminder_channels.c.learner_id)
    .where(events.c.effective_at > reminder_channels.c.last_at)
    .label("came_back")
)
BY_TIME = (
    select(reminder_channels, learners.c.settings, CAME_BACK)
    .join(learners, learners.c.learner_id == reminder_channels.c.learner_id)
    .order_by(reminder_channels.c.next_at)
    .with_for_update(of=learners, skip_locked=True)
)


@dataclass(frozen=True, slots=True)
class Looked:
    """A channel whose time has come: what decides about it, and where its learner is."""

    learner_id: int
    channel_id: str
    kind: Kind
    faults: int
    rule: Rule
    zone: str


@dataclass(frozen=True, slots=True)
class Next:
    """What was decided. `on` is the date to send for, if any, until `gives_up_at`."""

    of: Looked
    on: date | None
    gives_up_at: datetime
    next_at: datetime | None
    silent: bool


def look_at_due(connection: Connection, now: datetime, most: int) -> list[Looked]:
    due = BY_TIME.where(reminder_channels.c.next_at <= instant(now)).limit(most)
    return [
        Looked(
            row.learner_id,
            row.channel_id,
            Kind(row.kind),
            row.faults,
            rule_of(row).answered() if row.came_back else rule_of(row),
            LearnerSettings.of_text(row.settings).zone,
        )
        for row in connection.execute(due)
    ]


def is_any_too_far(connection: Connection, now: datetime) -> bool:
    first = select(reminder_channels.c.channel_id).where(TOO_FAR).limit(1)
    return connection.execute(first, {"furthest": instant(now + FURTHEST)}).first() is not None


def look_at_too_far(connection: Connection, now: datetime) -> None:
    anew = update(reminder_channels).where(TOO_FAR).values(next_at=0)
    connection.execute(anew, {"furthest": instant(now + FURTHEST)})


def put_next(connection: Connection, decided: Sequence[Next], now: datetime) -> None:
    to_send = [_waiting(each, now) for each in decided if each.on is not None]
    if to_send:
        ADD.run(connection, to_send)
    LOOK_NEXT.run(connection, [_looked_at(each) for each in decided])


def _looked_at(decided: Next) -> dict[str, object]:
    return {
        "learner_id": decided.of.learner_id,
        "channel_id": decided.of.channel_id,
        "next_at": None if decided.next_at is None else instant(decided.next_at),
        "silent": int(decided.silent),
    }


def _waiting(decided: Next, now: datetime) -> dict[str, object]:
    assert decided.on is not None
    return {
        "learner_id": decided.of.learner_id,
        "channel_id": decided.of.channel_id,
        "for_on": day_number(decided.on),
        "state": State.WAITING.value,
        "lane": lane(decided.of.kind, decided.of.faults),
        "attempts": 0,
        "try_at": instant(now),
        "sender": None,
        "gives_up_at": instant(decided.gives_up_at),
        "sent_at": None,
        "told": None,
    }
