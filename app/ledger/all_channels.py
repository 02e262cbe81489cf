"""The channels of all learners, for whoever runs this; no learner's page asks for them."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import and_, or_, select

from app.ledger.channel_rows import ReminderChannel, channel_of
from app.ledger.ledger import Ledger
from app.ledger.reminder_looks import CAME_BACK
from app.ledger.tables import reminder_channels

TOGETHER = 500


def all_channels(ledger: Ledger) -> Iterator[ReminderChannel]:
    """In portions, so that none of them is long in use; a rule knows of who came back."""
    table = reminder_channels.c
    ordered = select(reminder_channels, CAME_BACK).order_by(table.learner_id, table.channel_id)
    last = (0, "")
    while True:
        beyond = or_(
            table.learner_id > last[0],
            and_(table.learner_id == last[0], table.channel_id > last[1]),
        )
        with ledger.read() as connection:
            rows = list(connection.execute(ordered.where(beyond).limit(TOGETHER)))
        for row in rows:
            channel = channel_of(row)
            rule = channel.rule.answered() if row.came_back else channel.rule
            yield replace(channel, rule=rule)
        if len(rows) < TOGETHER:
            return
        last = rows[-1].learner_id, rows[-1].channel_id
