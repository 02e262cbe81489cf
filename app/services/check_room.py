"""Tells when the disk under the ledger is nearly full, before answers are refused."""

from app.ledger.findings import Finding
from app.ledger.ledger import Ledger
from app.ledger.room import lack_of_room


def find_lack_of_room(ledger: Ledger) -> Finding | None:
    """A server's disk cannot be seen from here."""
    return lack_of_room(ledger.path) if ledger.path else None
