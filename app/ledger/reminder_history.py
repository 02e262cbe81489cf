"""What became of a channel's reminders, for its learner."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, select

from app.ledger.ledger import Ledger
from app.ledger.moments import day, day_number, moment_or_none
from app.ledger.tables import reminders


class State(StrEnum):
    """Not needed: nothing was due after all, say. Given up: its day was over. Failed: it never
    could be delivered there, and the channel was switched off.
    """

    WAITING = "waiting"
    SENT = "sent"
    NOT_NEEDED = "not needed"
    GIVEN_UP = "given up"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Delivery:
    """`told` says why it was not sent, or not yet."""

    channel_id: str
    for_on: date
    state: State
    attempts: int
    sent_at: datetime | None
    told: str | None


def list_deliveries(ledger: Ledger, learner_id: int, channel_id: str, most: int) -> list[Delivery]:
    """The newest first."""
    newest = _of(learner_id, channel_id).order_by(reminders.c.for_on.desc()).limit(most)
    with ledger.read() as connection:
        return [_delivery(row) for row in connection.execute(newest)]


def find_delivery(ledger: Ledger, learner_id: int, channel_id: str, on: date) -> Delivery | None:
    that_day = _of(learner_id, channel_id).where(reminders.c.for_on == day_number(on))
    with ledger.read() as connection:
        row = connection.execute(that_day).first()
    return _delivery(row) if row else None


def _of(learner_id: int, channel_id: str) -> Select[*tuple[Any, ...]]:
    mine = (reminders.c.learner_id == learner_id) & (reminders.c.channel_id == channel_id)
    return select(reminders).where(mine)


def _delivery(row: Row[*tuple[Any, ...]]) -> Delivery:
    return Delivery(
        row.channel_id,
        day(row.for_on),
        State(row.state),
        row.attempts,
        moment_or_none(row.sent_at),
        row.told,
    )
