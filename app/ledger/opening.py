"""Opens the ledger for use: its tables as new as the program, or not at all."""

from pathlib import Path

from app.ledger.ledger import Ledger, file_ledger
from app.ledger.schema import migrate


def open_file(path: Path) -> Ledger:
    path.parent.mkdir(parents=True, exist_ok=True)
    ledger = file_ledger(path)
    migrate(ledger.engine)
    return ledger
