"""Where a learner's reminders go, and when. Each change plans anew when to look at it next."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from app.core.errors import DrillbookError, NotFound
from app.core.reminders.calendar import Plan
from app.core.reminders.decide import next_look
from app.core.reminders.kinds import Kind
from app.ledger.channel_rows import GONE, channel_of, forgotten, plan_columns
from app.ledger.channel_rows import ReminderChannel as ReminderChannel
from app.ledger.learners import lock_learner
from app.ledger.ledger import Ledger
from app.ledger.moments import day_number, instant
from app.ledger.tables import reminder_channels, reminders

MOST = 20
LONGEST_PLACE = 2_000
LONGEST_DEVICE = 200
CHANNEL_ID = reminder_channels.c.channel_id


@dataclass(frozen=True, slots=True)
class NewChannel:
    """`device` is what its learner knows a browser by."""

    kind: Kind
    where_to: str
    plan: Plan
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    device: str = ""


def add_channel(
    ledger: Ledger,
    learner_id: int,
    channel_id: str,
    new: NewChannel,
    now: datetime,
    *,
    confirmed: bool,
) -> ReminderChannel:
    """The same place again is the same channel with these keys and times, and switched on. So is
    a browser's new place, where one of that name is gone.
    """
    _require_sound(new)
    row = {
        "kind": new.kind.value,
        "where_to": new.where_to,
        "keys": json.dumps(dict(new.keys), sort_keys=True),
        "device": new.device[:LONGEST_DEVICE],
        **plan_columns(new.plan),
        "off_because": None,
        "snoozed_until_on": None,
        "faults": 0,
    }
    fresh = {"learner_id": learner_id, "channel_id": channel_id, "added_at": instant(now)}
    never = {"unanswered": 0, "silent": 0}

    def work(connection: Connection) -> ReminderChannel:
        lock_learner(connection, learner_id)
        there = _find_there(connection, learner_id, new)
        if there is None:
            _require_room(connection, learner_id)
            connection.execute(insert(reminder_channels).values(**row, **fresh, **never))
        else:
            connection.execute(update(reminder_channels).where(_one(learner_id, there)).values(row))
        found = there or channel_id
        if confirmed:
            _confirm(connection, learner_id, found, now)
        return _planned(connection, learner_id, found, now)

    return ledger.write(work)


def list_channels(ledger: Ledger, learner_id: int) -> list[ReminderChannel]:
    """The oldest first."""
    mine = select(reminder_channels).where(reminder_channels.c.learner_id == learner_id)
    ordered = mine.order_by(reminder_channels.c.added_at, CHANNEL_ID)
    with ledger.read() as connection:
        return [channel_of(row) for row in connection.execute(ordered)]


def get_channel(ledger: Ledger, learner_id: int, channel_id: str) -> ReminderChannel:
    with ledger.read() as connection:
        return read_channel(connection, learner_id, channel_id)


def confirm_channel(
    ledger: Ledger, learner_id: int, channel_id: str, now: datetime
) -> ReminderChannel:
    def work(connection: Connection) -> ReminderChannel:
        lock_learner(connection, learner_id)
        _confirm(connection, learner_id, channel_id, now)
        return _planned(connection, learner_id, channel_id, now)

    return ledger.write(work)


def replan_channel(
    ledger: Ledger, learner_id: int, channel_id: str, plan: Plan, now: datetime
) -> ReminderChannel:
    _require_days(plan)
    return _change(ledger, learner_id, channel_id, now, **plan_columns(plan))


def snooze_channel(
    ledger: Ledger, learner_id: int, channel_id: str, until: date | None, now: datetime
) -> ReminderChannel:
    """Nothing comes before that day; None ends it."""
    on = None if until is None else day_number(until)
    return _change(ledger, learner_id, channel_id, now, snoozed_until_on=on)


def switch_off(
    ledger: Ledger, learner_id: int, channel_id: str, because: str, now: datetime
) -> ReminderChannel:
    """What waits to be sent finds it off when its turn comes."""
    return _change(ledger, learner_id, channel_id, now, off_because=because)


def end_for_reader(
    ledger: Ledger, learner_id: int, channel_id: str, because: str, now: datetime
) -> ReminderChannel:
    """Off, and to be confirmed anew: whoever reads there, and need not be the learner, said so."""
    return _change(ledger, learner_id, channel_id, now, off_because=because, confirmed_at=None)


def forget_place(
    ledger: Ledger, learner_id: int, channel_id: str, because: str, now: datetime
) -> ReminderChannel:
    """It is off, and of where it led nothing is kept."""
    gone = forgotten(channel_id)
    return _change(ledger, learner_id, channel_id, now, off_because=because, **gone)


def switch_on(ledger: Ledger, learner_id: int, channel_id: str, now: datetime) -> ReminderChannel:
    """Whoever does that has come back."""
    begun = {"off_because": None, "snoozed_until_on": None, "faults": 0}
    return _change(ledger, learner_id, channel_id, now, **begun, unanswered=0, silent=0)


def remove_channel(ledger: Ledger, learner_id: int, channel_id: str) -> None:
    """With what was sent over it."""

    def work(connection: Connection) -> None:
        lock_learner(connection, learner_id)  # or who chooses just now adds to what is gone
        for table in (reminders, reminder_channels):
            mine = (table.c.learner_id == learner_id) & (table.c.channel_id == channel_id)
            connection.execute(delete(table).where(mine))

    ledger.write(work)


def read_channel(connection: Connection, learner_id: int, channel_id: str) -> ReminderChannel:
    asked = select(reminder_channels).where(_one(learner_id, channel_id))
    row = connection.execute(asked).first()
    if row is None:
        raise NotFound("there is no such channel for reminders")
    return channel_of(row)


def _one(learner_id: int, channel_id: str) -> ColumnElement[bool]:
    table = reminder_channels.c
    return (table.learner_id == learner_id) & (table.channel_id == channel_id)


def _find_there(connection: Connection, learner_id: int, new: NewChannel) -> str | None:
    table = reminder_channels.c
    mine = (table.learner_id == learner_id) & (table.kind == new.kind.value)
    gone = table.where_to.startswith(GONE) & (table.device == new.device) & (new.device != "")
    same = table.where_to == new.where_to
    found = select(CHANNEL_ID).where(mine, same | gone).order_by(same.desc(), CHANNEL_ID).limit(1)
    return connection.scalar(found)


def _change(
    ledger: Ledger, learner_id: int, channel_id: str, now: datetime, **values: object
) -> ReminderChannel:
    def work(connection: Connection) -> ReminderChannel:
        lock_learner(connection, learner_id)
        mine = update(reminder_channels).where(_one(learner_id, channel_id))
        connection.execute(mine.values(**values))
        return _planned(connection, learner_id, channel_id, now)

    return ledger.write(work)


def _confirm(connection: Connection, learner_id: int, channel_id: str, now: datetime) -> None:
    """What was confirmed stays so, with its first date."""
    not_yet = reminder_channels.c.confirmed_at.is_(None)
    mine = update(reminder_channels).where(_one(learner_id, channel_id), not_yet)
    connection.execute(mine.values(confirmed_at=instant(now)))


def _planned(
    connection: Connection, learner_id: int, channel_id: str, now: datetime
) -> ReminderChannel:
    channel = read_channel(connection, learner_id, channel_id)
    zone = ZoneInfo(lock_learner(connection, learner_id).settings.zone)
    look = next_look(channel.rule, zone, now)
    mine = update(reminder_channels).where(_one(learner_id, channel_id))
    connection.execute(mine.values(next_at=None if look is None else instant(look)))
    return read_channel(connection, learner_id, channel_id)


def _require_sound(new: NewChannel) -> None:
    _require_days(new.plan)
    if not new.where_to or len(new.where_to) > LONGEST_PLACE or not new.where_to.isprintable():
        what = "this is no place that a reminder could be sent to"
        raise DrillbookError(what, f"use 1 to {LONGEST_PLACE:,} printable characters")


def _require_days(plan: Plan) -> None:
    if not plan.weekdays:
        raise DrillbookError("no day of the week is chosen", "choose one or more")


def _require_room(connection: Connection, learner_id: int) -> None:
    mine = select(func.count()).where(reminder_channels.c.learner_id == learner_id)
    if (connection.scalar(mine) or 0) >= MOST:
        raise DrillbookError(f"there are {MOST} channels already", "remove one first")
