"""How often it failed lately: one count for all processes, by the hour, forgotten after it.

A subject is kept as its hash, so that the ledger does not tell who mistyped from where.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, select, update

from app.ledger.ledger import Ledger
from app.ledger.moments import instant
from app.ledger.secrets import secret_id
from app.ledger.statements import Statement, summing
from app.ledger.tables import failures

HOUR = 3_600_000_000
ADD = Statement(summing(failures))


def count_failure(ledger: Ledger, subject: str, now: datetime) -> None:
    ledger.write(lambda connection: _count(connection, subject, now))


def claim_try(ledger: Ledger, subject: str, most: int, now: datetime) -> bool:
    """Counts as failed beforehand, so that many at once have no more tries than one by one."""

    def work(connection: Connection) -> bool:
        _count(connection, subject, now)
        return _failed(connection, subject, now) <= most

    return ledger.write(work)


def failures_of(ledger: Ledger, subject: str, now: datetime) -> int:
    with ledger.read() as connection:
        return _failed(connection, subject, now)


def forgive(ledger: Ledger, subject: str, shared_with: str, now: datetime) -> None:
    """After a claim that came to be right: the failures before it were its owner's, both here and
    where they are counted with others'."""

    def work(connection: Connection) -> None:
        before = _failed(connection, subject, now) - 1
        connection.execute(delete(failures).where(*_of(subject, now)))
        if before > 0:
            left = max(0, _failed(connection, shared_with, now) - before)
            others = update(failures).where(*_of(shared_with, now))
            connection.execute(others.values(failed=left))

    ledger.write(work)


def forget(ledger: Ledger, subject: str, now: datetime) -> None:
    """For an account whose password is a new one: guesses at the old one say nothing of it."""
    mine = delete(failures).where(*_of(subject, now))
    ledger.write(lambda connection: connection.execute(mine))


def _count(connection: Connection, subject: str, now: datetime) -> None:
    connection.execute(delete(failures).where(failures.c.hour < _hour(now)))
    ADD.run(connection, {"hour": _hour(now), "subject": secret_id(subject), "failed": 1})


def _failed(connection: Connection, subject: str, now: datetime) -> int:
    return connection.scalar(select(failures.c.failed).where(*_of(subject, now))) or 0


def _of(subject: str, now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return failures.c.hour == _hour(now), failures.c.subject == secret_id(subject)


def _hour(now: datetime) -> int:
    return instant(now) // HOUR
