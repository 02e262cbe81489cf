"""A copy of all that was learned, made while serving."""

from datetime import datetime
from pathlib import Path

from app.ledger import backup
from app.ledger.ledger import Ledger


def back_up(ledger: Ledger, target: Path, now: datetime) -> None:
    backup.back_up(ledger, target, now)
