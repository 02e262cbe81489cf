"""A learner's log as it was sent, the newest first."""

from collections.abc import Sequence

from app.ledger.event_page import LoggedEvent as LoggedEvent
from app.ledger.event_page import events_before
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger


def list_events(
    ledger: Ledger, learner: Learner, before: int | None, most: int
) -> Sequence[LoggedEvent]:
    with ledger.read() as connection:
        return events_before(connection, learner.learner_id, before, most)
