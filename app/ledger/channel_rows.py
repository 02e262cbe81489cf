"""Channels of reminders as rows of the ledger."""

import json
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from sqlalchemy import Row

from app.core.reminders.calendar import Plan
from app.core.reminders.decide import Rule
from app.core.reminders.kinds import Kind
from app.ledger.moments import day_or_none, moment, moment_or_none

WEEKDAYS = range(7)
GONE = "gone: "


@dataclass(frozen=True, slots=True)
class ReminderChannel:
    """`faults` failed in a row, `next_at` is when it will be decided next whether to remind."""

    learner_id: int
    channel_id: str
    kind: Kind
    where_to: str
    keys: dict[str, str] = field(repr=False)
    device: str
    rule: Rule
    added_at: datetime
    confirmed_at: datetime | None
    off_because: str | None
    faults: int
    last_at: datetime | None
    next_at: datetime | None

    @property
    def is_gone(self) -> bool:
        """There is nothing any more that could be written to, and it was forgotten where it was."""
        return self.where_to.startswith(GONE)


def forgotten(channel_id: str) -> dict[str, str]:
    """In the place of an address, which no other channel of its learner may have."""
    return {"where_to": f"{GONE}{channel_id}", "keys": "{}"}


def channel_of(row: Row[*tuple[Any, ...]]) -> ReminderChannel:
    """From any row with the columns of the table."""
    return ReminderChannel(
        learner_id=row.learner_id,
        channel_id=row.channel_id,
        kind=Kind(row.kind),
        where_to=row.where_to,
        keys=json.loads(row.keys),
        device=row.device,
        rule=rule_of(row),
        added_at=moment(row.added_at),
        confirmed_at=moment_or_none(row.confirmed_at),
        off_because=row.off_because,
        faults=row.faults,
        last_at=moment_or_none(row.last_at),
        next_at=moment_or_none(row.next_at),
    )


def rule_of(row: Row[*tuple[Any, ...]]) -> Rule:
    return Rule(
        plan=Plan(
            frozenset(day for day in WEEKDAYS if row.weekdays >> day & 1),
            time(*divmod(row.at_minute, 60)),
        ),
        is_on=row.off_because is None,
        is_confirmed=row.confirmed_at is not None,
        snoozed_until=day_or_none(row.snoozed_until_on),
        unanswered=row.unanswered,
        last_on=day_or_none(row.last_on),
    )


def plan_columns(plan: Plan) -> dict[str, int]:
    at_minute = plan.at.hour * 60 + plan.at.minute
    return {"weekdays": sum(1 << day for day in plan.weekdays), "at_minute": at_minute}
