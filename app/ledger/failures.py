"""How often it failed lately: one count for all processes, by the hour, forgotten after it.

A subject is kept as its hash, so that the ledger does not tell who mistyped from where.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, select, update

from app.ledger.ledger import Ledger
from app.ledger.moments import instant
from app.ledger.secrets import secret_id
from app.ledger.statements import Statement, summing
from app.ledger.tables import failures

HOUR = 3_600_000_000
ADD = Statement(summing(failures))


def count_failure(ledger: Ledger, subjects: Iterable[str], now: datetime) -> None:
    # In one order, so that no two of these wait for each other.
    rows = [
        {"hour": _hour(now), "subject": subject, "failed": 1}
        for subject in sorted(map(secret_id, subjects))
    ]

    def work(connection: Connection) -> None:
        connection.execute(delete(failures).where(failures.c.hour < _hour(now)))
        ADD.run(connection, *rows)

    ledger.write(work)


def failures_of(ledger: Ledger, subject: str, now: datetime) -> int:
    with ledger.read() as connection:
        return _failed(connection, subject, now)


def forgive(ledger: Ledger, subject: str, shared_with: str, now: datetime) -> None:
    """Takes the failures of one subject from both: they turned out to be its owner's."""

    def work(connection: Connection) -> None:
        failed = _failed(connection, subject, now)
        if not failed:
            return
        connection.execute(delete(failures).where(*_of(subject, now)))
        left = max(0, _failed(connection, shared_with, now) - failed)
        others = update(failures).where(*_of(shared_with, now))
        connection.execute(others.values(failed=left))

    ledger.write(work)


def _failed(connection: Connection, subject: str, now: datetime) -> int:
    return connection.scalar(select(failures.c.failed).where(*_of(subject, now))) or 0


def _of(subject: str, now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return failures.c.hour == _hour(now), failures.c.subject == secret_id(subject)


def _hour(now: datetime) -> int:
    return instant(now) // HOUR
