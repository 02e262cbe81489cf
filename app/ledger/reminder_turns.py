"""Whose turn it is to be sent: claimed for as long as a lease, sent, and then marked.

Whoever is killed in between loses the lease, and another sends it: twice perhaps, lost never.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, select, update

from app.core.errors import NotFound
from app.core.reminders.kinds import Kind, lane
from app.ledger.channel_rows import ReminderChannel, channel_of, forgotten
from app.ledger.learners import lock_learner
from app.ledger.ledger import Ledger
from app.ledger.moments import day, day_number, instant, moment
from app.ledger.reminder_history import State
from app.ledger.reminder_looks import CAME_BACK
from app.ledger.tables import reminder_channels, reminders

# Longer than any channel takes until it gives up.
LEASE = timedelta(minutes=2)
KEPT_DAYS = 90
MOST_FAULTS = 1_000


@dataclass(frozen=True, slots=True)
class Claimed:
    """A reminder that is one sender's to send, until its lease is over."""

    learner_id: int
    channel_id: str
    on: date
    sender: str
    attempts: int
    gives_up_at: datetime
    told: str | None


def claim(ledger: Ledger, lane: str, sender: str, now: datetime) -> Claimed | None:
    """The one that has waited longest. Whoever dies with it loses it when the lease is over."""
    its_turn = (reminders.c.lane == lane) & (reminders.c.try_at <= instant(now))
    first = select(reminders).where(its_turn).order_by(reminders.c.try_at).limit(1)
    with ledger.read() as connection:
        if connection.execute(first).first() is None:
            return None

    def work(connection: Connection) -> Claimed | None:
        row = connection.execute(first.with_for_update(skip_locked=True)).first()
        if row is None:
            return None
        mine = _one(row.learner_id, row.channel_id, day(row.for_on))
        lease = {"try_at": instant(now + LEASE), "sender": sender, "attempts": row.attempts + 1}
        connection.execute(update(reminders).where(mine).values(lease))
        return Claimed(
            row.learner_id,
            row.channel_id,
            day(row.for_on),
            sender,
            row.attempts + 1,
            moment(row.gives_up_at),
            row.told,
        )

    return ledger.write(work)


def find_claimed_channel(ledger: Ledger, claimed: Claimed) -> ReminderChannel | None:
    """As it is now; its rule knows of a learner who came back."""
    found = select(reminder_channels, CAME_BACK).where(_channel(claimed))
    with ledger.read() as connection:
        row = connection.execute(found).first()
    if row is None:
        return None
    channel = channel_of(row)
    return replace(channel, rule=channel.rule.answered()) if row.came_back else channel


def mark_sent(ledger: Ledger, claimed: Claimed, now: datetime) -> None:
    """Whoever holds it by now: it was sent."""

    def work(connection: Connection) -> None:
        if _finish(connection, claimed, State.SENT, None, sent_at=instant(now)):
            found = select(reminder_channels, CAME_BACK).where(_channel(claimed))
            row = connection.execute(found).one()
            sent = {
                "last_on": max(day_number(claimed.on), row.last_on or 0),
                "last_at": instant(now),
                "unanswered": 1 if row.came_back else row.unanswered + 1,
                "faults": 0,
            }
            connection.execute(update(reminder_channels).where(_channel(claimed)).values(sent))

    _mark(ledger, claimed, work)


def mark_over(ledger: Ledger, claimed: Claimed, state: State, told: str) -> None:
    """Not needed, or given up: the channel is as it was."""

    def work(connection: Connection) -> None:
        _finish(connection, claimed, state, told)

    _mark(ledger, claimed, work)


def mark_failed(ledger: Ledger, claimed: Claimed, told: str, *, is_gone: bool = False) -> None:
    """Nothing will ever arrive there: the channel is off, and says why."""

    def work(connection: Connection) -> None:
        if _finish(connection, claimed, State.FAILED, told):
            off = {"off_because": told, "next_at": None}
            gone = forgotten(claimed.channel_id) if is_gone else {}
            connection.execute(
                update(reminder_channels).where(_channel(claimed)).values(off | gone)
            )

    _mark(ledger, claimed, work)


def mark_later(
    ledger: Ledger, claimed: Claimed, told: str, try_at: datetime, *, at_fault: bool
) -> None:
    """Unless its lease is over and somebody else has it. `at_fault`: where it is sent to."""

    def work(connection: Connection) -> None:
        mine = _claimed(claimed) & (reminders.c.sender == claimed.sender)
        values: dict[str, object] = {"try_at": instant(try_at), "told": told}
        row = connection.execute(select(reminder_channels).where(_channel(claimed))).first()
        if at_fault and row:
            faults = min(row.faults + 1, MOST_FAULTS)
            values["lane"] = lane(Kind(row.kind), faults)
            channel = update(reminder_channels).where(_channel(claimed))
            connection.execute(channel.values(faults=faults))
        connection.execute(update(reminders).where(mine).values(values))

    _mark(ledger, claimed, work)


def _mark(ledger: Ledger, claimed: Claimed, work: Callable[[Connection], None]) -> None:
    """Whoever has left meanwhile needs none."""

    def whole(connection: Connection) -> None:
        lock_learner(connection, claimed.learner_id)
        work(connection)

    with suppress(NotFound):
        ledger.write(whole)


def _finish(
    connection: Connection, claimed: Claimed, state: State, told: str | None, **values: object
) -> bool:
    """False if it was finished before, or its channel is gone."""
    over = {"state": state.value, "told": told, "try_at": None, "sender": None, **values}
    done = connection.execute(update(reminders).where(_claimed(claimed)).values(over))
    table = reminders.c
    old = table.for_on < day_number(claimed.on) - KEPT_DAYS
    of_channel = (table.learner_id == claimed.learner_id) & (table.channel_id == claimed.channel_id)
    connection.execute(delete(reminders).where(of_channel, old))
    return done.rowcount == 1


def _claimed(claimed: Claimed) -> ColumnElement[bool]:
    waiting = reminders.c.state == State.WAITING.value
    return _one(claimed.learner_id, claimed.channel_id, claimed.on) & waiting


def _one(learner_id: int, channel_id: str, on: date) -> ColumnElement[bool]:
    table = reminders.c
    of_channel = (table.learner_id == learner_id) & (table.channel_id == channel_id)
    return of_channel & (table.for_on == day_number(on))


def _channel(claimed: Claimed) -> ColumnElement[bool]:
    table = reminder_channels.c
    mine = table.learner_id == claimed.learner_id
    return mine & (table.channel_id == claimed.channel_id)
