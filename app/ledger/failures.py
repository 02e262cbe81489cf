"""How often it failed within the last hour: one count for all processes, forgotten after it.

Counted in slots of five minutes, so that no change of the clock's hour gives as many tries again.
A subject is kept as its hash, so that the ledger does not tell who mistyped from where.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, case, delete, select, update

from app.ledger.ledger import Ledger
from app.ledger.moments import instant, moment
from app.ledger.secrets import secret_id
from app.ledger.statements import Statement, summing
from app.ledger.tables import failures

SLOT = 300_000_000
AN_HOUR = 12
ADD = Statement(summing(failures))


def count_failure(ledger: Ledger, subject: str, now: datetime) -> None:
    ledger.write(lambda connection: _count(connection, subject, now))


def claim_try(ledger: Ledger, subject: str, most: int, now: datetime) -> bool:
    """Counts as failed beforehand, so that many at once have no more tries than one by one."""

    def work(connection: Connection) -> bool:
        _count(connection, subject, now)
        return sum(_failed(connection, subject, now).values()) <= most

    return ledger.write(work)


def free_again_at(ledger: Ledger, subject: str, most: int, now: datetime) -> datetime | None:
    """When enough is forgotten for another try; None if it may be tried now."""
    with ledger.read() as connection:
        failed = _failed(connection, subject, now)
    left = sum(failed.values())
    free_at = None
    for slot in sorted(failed):
        if left < most:
            break
        left -= failed[slot]
        free_at = moment((slot + AN_HOUR) * SLOT)
    return free_at


def forgive(ledger: Ledger, subject: str, shared_with: str, now: datetime) -> None:
    """After a claim that came to be right: the failures before it were its owner's, both here and
    where they are counted with others'."""

    def work(connection: Connection) -> None:
        failed = _failed(connection, subject, now)
        connection.execute(delete(failures).where(*_of(subject, now)))
        for slot, times in failed.items():
            before = times - (slot == _slot(now))
            others = update(failures).where(failures.c.slot == slot, *_of(shared_with, now))
            some_left = failures.c.failed > before
            left = case((some_left, failures.c.failed - before), else_=0)
            connection.execute(others.values(failed=left))

    ledger.write(work)


def forget(ledger: Ledger, subject: str, now: datetime) -> None:
    """For an account whose password is a new one: guesses at the old one say nothing of it."""
    mine = delete(failures).where(*_of(subject, now))
    ledger.write(lambda connection: connection.execute(mine))


def _count(connection: Connection, subject: str, now: datetime) -> None:
    connection.execute(delete(failures).where(failures.c.slot <= _slot(now) - AN_HOUR))
    ADD.run(connection, {"slot": _slot(now), "subject": secret_id(subject), "failed": 1})


def _failed(connection: Connection, subject: str, now: datetime) -> dict[int, int]:
    """How often in which slot."""
    asked = select(failures.c.slot, failures.c.failed).where(*_of(subject, now))
    return {row.slot: row.failed for row in connection.execute(asked)}


def _of(subject: str, now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Each slot named: the key begins with it, and this way it is looked up and not searched."""
    last = _slot(now)
    lately = failures.c.slot.in_(range(last - AN_HOUR + 1, last + 1))
    return lately, failures.c.subject == secret_id(subject)


def _slot(now: datetime) -> int:
    return instant(now) // SLOT
