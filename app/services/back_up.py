"""A copy of all that was learned, made while serving."""

from datetime import datetime
from pathlib import Path

from app.core.errors import DrillbookError
from app.ledger import backup
from app.ledger.learners import list_learners
from app.ledger.ledger import Ledger


def back_up(ledger: Ledger, target: Path, now: datetime) -> None:
    """Of a ledger that was begun by this very command, a copy would comfort where none is made."""
    if not list_learners(ledger):
        what = "there is nothing to back up: this ledger has no learner"
        raise DrillbookError(what, "set DRILLBOOK_HOME to the folder of the one that is meant")
    backup.back_up(ledger, target, now)
