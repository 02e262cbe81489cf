"""With what a learner's programs come in: shown once, known by its beginning, for what it was made
for and until when, revocable."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from app.core.errors import DrillbookError
from app.ledger.learners import FIELDS, Learner, learner_of, lock_learner
from app.ledger.ledger import Ledger
from app.ledger.moments import instant, moment, moment_or_none
from app.ledger.secrets import secret_id
from app.ledger.statements import Statement
from app.ledger.tables import tokens

LONGEST_NAME = 100
# Enough to tell one's own tokens apart; what is left is still far beyond guessing.
SHOWN = 12
MOST = 50
FIND = Statement(
    f"SELECT {', '.join(f'l.{name}' for name in FIELDS)}, "  # noqa: S608
    "t.token_id, t.name, t.prefix, t.scopes, t.created_at, t.used_at, t.expires_at "
    "FROM tokens t JOIN learners l ON l.learner_id = t.learner_id "
    "WHERE t.token_id = :token_id"
)


class NoScope(DrillbookError):
    """Nothing was ticked."""


class Scope(StrEnum):
    """What a token may do: look at all of a learner's, put answers into the log, choose."""

    READ = "read"
    ANSWER = "answer"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Token:
    token_id: str
    name: str
    prefix: str
    scopes: frozenset[Scope]
    created_at: datetime
    used_at: datetime | None
    expires_at: datetime | None

    def has_expired(self, now: datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= now


def make_token(
    ledger: Ledger,
    learner_id: int,
    name: str,
    secret: str,
    scopes: Collection[Scope],
    now: datetime,
    expires_at: datetime | None = None,
) -> Token:
    if not scopes:
        raise NoScope("a token that may do nothing is of no use", "choose what it may do")
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        what = f"a token is called by 1 to {LONGEST_NAME} printable characters"
        raise DrillbookError(what, "name it after the program that will use it")
    known = secret_id(secret), name.strip(), secret[:SHOWN], frozenset(scopes)
    made = Token(*known, now, None, expires_at)
    row = {
        "learner_id": learner_id,
        "token_id": made.token_id,
        "name": made.name,
        "prefix": made.prefix,
        "scopes": " ".join(sorted(made.scopes)),
        "created_at": instant(now),
        "expires_at": instant(expires_at) if expires_at else None,
    }

    def work(connection: Connection) -> Token:
        lock_learner(connection, learner_id)
        mine = select(func.count()).where(tokens.c.learner_id == learner_id)
        if (connection.scalar(mine) or 0) >= MOST:
            raise DrillbookError(f"there are {MOST} tokens already", "revoke one first")
        connection.execute(insert(tokens).values(row))
        return made

    return ledger.write(work)


def find_token(ledger: Ledger, secret: str) -> tuple[Learner, Token] | None:
    """Asked by each request of a program, that of an answer among them. It may have expired."""
    rows = ledger.look(FIND, {"token_id": secret_id(secret)})
    return (learner_of(rows[0][:-7]), _token(rows[0][-7:])) if rows else None


def use_token(ledger: Ledger, learner_id: int, token_id: str, now: datetime) -> None:
    mine = update(tokens).where(_one(learner_id, token_id)).values(used_at=instant(now))
    ledger.write(lambda connection: connection.execute(mine))


def list_tokens(ledger: Ledger, learner_id: int) -> list[Token]:
    """The newest first, those that have expired too."""
    mine = select(*_COLUMNS).where(tokens.c.learner_id == learner_id)
    ordered = mine.order_by(tokens.c.created_at.desc(), tokens.c.token_id)
    with ledger.read() as connection:
        return [_token(row) for row in connection.execute(ordered)]


def revoke_token(ledger: Ledger, learner_id: int, token_id: str) -> None:
    mine = delete(tokens).where(_one(learner_id, token_id))
    ledger.write(lambda connection: connection.execute(mine))


def revoke_tokens(connection: Connection, learner_id: int) -> None:
    connection.execute(delete(tokens).where(tokens.c.learner_id == learner_id))


_COLUMNS = (
    tokens.c.token_id,
    tokens.c.name,
    tokens.c.prefix,
    tokens.c.scopes,
    tokens.c.created_at,
    tokens.c.used_at,
    tokens.c.expires_at,
)


def _one(learner_id: int, token_id: str) -> ColumnElement[bool]:
    return (tokens.c.learner_id == learner_id) & (tokens.c.token_id == token_id)


def _token(row: Sequence[Any]) -> Token:
    token_id, name, prefix, scopes, created_at, used_at, expires_at = row
    times = moment(created_at), moment_or_none(used_at), moment_or_none(expires_at)
    return Token(token_id, name, prefix, frozenset(map(Scope, scopes.split())), *times)
