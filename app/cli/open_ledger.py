"""What the ledger's commands share: the ledger that the settings name, and the clock.

SQLAlchemy takes a while to load, and the other commands need not wait for it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.config import Settings

if TYPE_CHECKING:
    from app.services.open_ledger import Ledger


@contextmanager
def ledger_in_use() -> Iterator["Ledger"]:
    from app.services.open_ledger import Damaged, open_ledger

    settings = Settings.from_environment(os.environ)
    ledger = open_ledger(settings.ledger_file, settings.database_url)
    try:
        yield ledger
    except Damaged as problem:
        if ledger.damage is None:
            raise
        raise Damaged(ledger.damage, "`drillbook doctor` says more") from problem
    finally:
        ledger.close()


def the_time() -> datetime:
    return datetime.now(UTC)


@contextmanager
def ledger_looked_at(settings: Settings) -> Iterator["Ledger | None"]:
    """None where none was made yet; nothing in it is changed, whatever state it is in."""
    from app.services.open_ledger import look_at_ledger

    if not settings.database_url and not settings.ledger_file.exists():
        yield None
        return
    ledger = look_at_ledger(settings.ledger_file, settings.database_url)
    try:
        yield ledger
    finally:
        ledger.close()
