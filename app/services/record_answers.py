"""Takes what learners' devices send, in whatever state it arrives, and says what became of it."""

from collections.abc import Sequence
from datetime import datetime

from app.core.errors import DrillbookError
from app.core.events import Event
from app.ledger.append import Outcome as Outcome
from app.ledger.append import Result, record
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger

MOST_TOGETHER = 500


def record_answers(
    ledger: Ledger, learner: Learner, sent: Sequence[Event], now: datetime
) -> tuple[Result, ...]:
    """One result an event, in their order. What is `recorded` or `already` is safe by now."""
    if len(sent) > MOST_TOGETHER:
        what = f"{len(sent)} events are too many for one call"
        raise DrillbookError(what, f"send at most {MOST_TOGETHER}")
    return record(ledger, learner.learner_id, sent, now)
