"""What became of a channel's reminders, for its learner."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select

from app.ledger.ledger import Ledger
from app.ledger.moments import day, moment_or_none
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
    mine = (reminders.c.learner_id == learner_id) & (reminders.c.channel_id == channel_id)
    newest = select(reminders).where(mine).order_by(reminders.c.for_on.desc()).limit(most)
    with ledger.read() as connection:
        return [
            Delivery(
                row.channel_id,
                day(row.for_on),
                State(row.state),
                row.attempts,
                moment_or_none(row.sent_at),
                row.told,
            )
            for row in connection.execute(newest)
        ]
