"""How much is still to be asked of a learner today."""

from datetime import datetime

from app.core.due import DueCount, due_count
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.library.snapshot import Snapshot
from app.services.gather_sitting import gather_sitting


def show_due(ledger: Ledger, library: Snapshot, learner: Learner, now: datetime) -> DueCount:
    """Siblings and cap included, as the sitting itself would have it."""
    sitting = gather_sitting(ledger, library, learner, now)
    return due_count(sitting.due, sitting.new, sitting.given, sitting.limits)
