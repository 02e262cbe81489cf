"""Puts in line what is to be sent, once for each channel and local date."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from app.core.reminders.calendar import ends_at, local_date, reached
from app.core.reminders.decide import Why, next_look, why_not
from app.ledger.ledger import Ledger
from app.ledger.reminder_looks import (
    Looked,
    Next,
    is_any_too_far,
    look_at_due,
    look_at_too_far,
    put_next,
)
from app.ledger.settings import is_zone

# A portion is one transaction, and on a file everybody's answers wait for it.
TOGETHER = 500


def choose_reminders(ledger: Ledger, now: datetime) -> int:
    """How many channels were looked at. Whether anything is due is asked when it is sent."""
    with ledger.read() as connection:
        too_far = is_any_too_far(connection, now)
    if too_far:
        ledger.write(lambda connection: look_at_too_far(connection, now))
    looked = 0
    while portion := ledger.write(lambda connection: _choose(connection, now)):
        looked += portion
    return looked


def _choose(connection: Connection, now: datetime) -> int:
    due = look_at_due(connection, now, TOGETHER)
    if due:
        put_next(connection, [_decided(each, now) for each in due], now)
    return len(due)


def _decided(looked: Looked, now: datetime) -> Next:
    zone = _zone(looked.zone)
    on = reached(looked.rule.plan, zone, now)
    why = None if on is None else why_not(looked.rule, on)
    silent = why is Why.SILENT
    return Next(
        looked,
        on if why is None else None,
        ends_at(local_date(now, zone), zone),
        None if silent else next_look(looked.rule, zone, now),
        silent,
    )


def _zone(name: str) -> tzinfo:
    """One that this machine has not heard of must not keep everybody else waiting."""
    return ZoneInfo(name) if is_zone(name) else UTC
