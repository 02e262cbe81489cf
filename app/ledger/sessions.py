"""Who is signed in where. To end a session is to remove its row: its cookie is dead at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from app.core.errors import DrillbookError
from app.ledger.learners import FIELDS, Learner, learner_of, lock_learner
from app.ledger.ledger import Ledger
from app.ledger.moments import instant, moment
from app.ledger.secrets import secret_id
from app.ledger.statements import Statement
from app.ledger.tables import sessions

# Long enough for a holiday, so that who comes back to their cards need not look for a password.
IDLE = timedelta(days=30)
# A copied cookie that is kept in use ends some day too.
LONGEST = timedelta(days=180)
LONGEST_DEVICE = 200
FIND = Statement(
    f"SELECT {', '.join(f'l.{name}' for name in FIELDS)}, "  # noqa: S608
    "s.session_id, s.created_at, s.seen_at, s.device "
    "FROM sessions s JOIN learners l ON l.learner_id = s.learner_id "
    "WHERE s.session_id = :session_id AND s.seen_at > :used AND s.created_at > :begun"
)


@dataclass(frozen=True, slots=True)
class Session:
    session_id: str
    created_at: datetime
    seen_at: datetime
    device: str


def begin_session(
    ledger: Ledger, learner: Learner, secret: str, device: str, now: datetime
) -> Session:
    """Not with a password that was replaced while it was being looked at."""
    begun = Session(secret_id(secret), now, now, device[:LONGEST_DEVICE])
    row = {
        "learner_id": learner.learner_id,
        "session_id": begun.session_id,
        "created_at": instant(now),
        "seen_at": instant(now),
        "device": begun.device,
    }

    def work(connection: Connection) -> Session:
        if lock_learner(connection, learner.learner_id).password_hash != learner.password_hash:
            raise DrillbookError("the password has just been changed", "sign in again")
        mine = sessions.c.learner_id == learner.learner_id
        connection.execute(delete(sessions).where(mine, ~_alive(now)))
        connection.execute(insert(sessions).values(row))
        return begun

    return ledger.write(work)


def find_session(ledger: Ledger, secret: str, now: datetime) -> tuple[Learner, Session] | None:
    """Asked by each request, that of an answer among them."""
    used, begun = instant(now - IDLE), instant(now - LONGEST)
    asked = {"session_id": secret_id(secret), "used": used, "begun": begun}
    rows = ledger.look(FIND, asked)
    return (learner_of(rows[0][:-4]), _session(rows[0][-4:])) if rows else None


def see_session(ledger: Ledger, learner_id: int, session_id: str, now: datetime) -> None:
    values = {"seen_at": instant(now)}
    mine = update(sessions).where(_one(learner_id, session_id)).values(values)
    ledger.write(lambda connection: connection.execute(mine))


def list_sessions(ledger: Ledger, learner_id: int, now: datetime) -> list[Session]:
    """The one used last first."""
    mine = select(*_COLUMNS).where(sessions.c.learner_id == learner_id, _alive(now))
    ordered = mine.order_by(sessions.c.seen_at.desc(), sessions.c.session_id)
    with ledger.read() as connection:
        return [_session(row) for row in connection.execute(ordered)]


def end_session(ledger: Ledger, learner_id: int, session_id: str) -> None:
    mine = delete(sessions).where(_one(learner_id, session_id))
    ledger.write(lambda connection: connection.execute(mine))


def end_sessions(connection: Connection, learner_id: int, but: str = "") -> None:
    """All of them, or all but one."""
    mine = sessions.c.learner_id == learner_id
    connection.execute(delete(sessions).where(mine, sessions.c.session_id != but))


_COLUMNS = (
    sessions.c.session_id,
    sessions.c.created_at,
    sessions.c.seen_at,
    sessions.c.device,
)


def _one(learner_id: int, session_id: str) -> ColumnElement[bool]:
    return (sessions.c.learner_id == learner_id) & (sessions.c.session_id == session_id)


def _alive(now: datetime) -> ColumnElement[bool]:
    used = sessions.c.seen_at > instant(now - IDLE)
    return used & (sessions.c.created_at > instant(now - LONGEST))


def _session(row: Sequence[Any]) -> Session:
    session_id, created_at, seen_at, device = row
    return Session(session_id, moment(created_at), moment(seen_at), device)
