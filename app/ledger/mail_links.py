"""Links that were sent by mail: each for one purpose, for a while, and once."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from app.ledger.learners import lock_learner, put_confirmed
from app.ledger.ledger import Ledger
from app.ledger.moments import instant
from app.ledger.secrets import secret_id
from app.ledger.tables import mail_links


class Purpose(StrEnum):
    CONFIRM = "confirm"
    RESET = "reset"


# Some look into their mail after the weekend; but who can read a reset link has the account.
LASTS = {Purpose.CONFIRM: timedelta(days=3), Purpose.RESET: timedelta(hours=1)}
DAY = timedelta(days=1)


def make_link(
    ledger: Ledger, learner_id: int, purpose: Purpose, secret: str, now: datetime, most_a_day: int
) -> bool:
    """False if so many were sent within a day: nobody's mailbox is filled by strangers."""
    row = {
        "learner_id": learner_id,
        "link_id": secret_id(secret),
        "purpose": purpose.value,
        "created_at": instant(now),
    }

    def work(connection: Connection) -> bool:
        lock_learner(connection, learner_id)
        mine = mail_links.c.learner_id == learner_id
        old = mail_links.c.created_at <= instant(now - max(LASTS.values()))
        connection.execute(delete(mail_links).where(mine, old))
        lately = mail_links.c.created_at > instant(now - DAY)
        sent = connection.scalar(select(func.count()).where(mine, lately)) or 0
        if sent < most_a_day:
            connection.execute(insert(mail_links).values(row))
        return sent < most_a_day

    return ledger.write(work)


def drop_link(ledger: Ledger, learner_id: int, secret: str) -> None:
    """For one that could not be sent after all, so that it does not count."""
    mine = (mail_links.c.learner_id == learner_id) & (mail_links.c.link_id == secret_id(secret))
    ledger.write(lambda connection: connection.execute(delete(mail_links).where(mine)))


def find_link(connection: Connection, purpose: Purpose, secret: str, now: datetime) -> int | None:
    """The learner whom it was sent to, if it can still be used."""
    asked = select(mail_links.c.learner_id).where(_usable(purpose, secret, now))
    return connection.scalar(asked)


def use_link(connection: Connection, purpose: Purpose, secret: str, now: datetime) -> int | None:
    """As `find_link`; and those that were sent before it for the same purpose are used up too."""
    learner_id = find_link(connection, purpose, secret, now)
    if learner_id is None:
        return None
    lock_learner(connection, learner_id)
    if find_link(connection, purpose, secret, now) is None:
        return None
    same = (mail_links.c.learner_id == learner_id) & (mail_links.c.purpose == purpose.value)
    unused = mail_links.c.used_at.is_(None)
    connection.execute(update(mail_links).where(same, unused).values(used_at=instant(now)))
    return learner_id


def confirm_address(ledger: Ledger, secret: str, now: datetime) -> bool:
    def work(connection: Connection) -> bool:
        learner_id = use_link(connection, Purpose.CONFIRM, secret, now)
        if learner_id is not None:
            put_confirmed(connection, learner_id, now)
        return learner_id is not None

    return ledger.write(work)


def _usable(purpose: Purpose, secret: str, now: datetime) -> ColumnElement[bool]:
    sent = (mail_links.c.link_id == secret_id(secret)) & (mail_links.c.purpose == purpose.value)
    fresh = mail_links.c.created_at > instant(now - LASTS[purpose])
    return sent & fresh & mail_links.c.used_at.is_(None)
