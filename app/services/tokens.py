"""With what a learner's programs come in: made with a secret that the edge draws and shows once."""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, timedelta

from app.core.errors import DrillbookError
from app.ledger import tokens
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.problems import LedgerProblem
from app.ledger.tokens import NoScope as NoScope
from app.ledger.tokens import Scope as Scope
from app.ledger.tokens import Token as Token

# As for sessions: a request of a program must not cost a write each time.
USED_EVERY = timedelta(hours=1)


class TokenExpired(DrillbookError):
    """Its owner is told so, and nobody else can have it."""


def make_token(
    ledger: Ledger,
    learner: Learner,
    name: str,
    secret_token: str,
    scopes: Collection[Scope],
    now: datetime,
    expires_at: datetime | None = None,
) -> Token:
    owner = learner.learner_id
    return tokens.make_token(ledger, owner, name, secret_token, scopes, now, expires_at)


def find_token(ledger: Ledger, raw_token: str, now: datetime) -> tuple[Learner, Token] | None:
    found = tokens.find_token(ledger, raw_token)
    if found is None:
        return None
    if found[1].has_expired(now):
        raise TokenExpired("this token has expired", "make another in the settings")
    return found


def use_token(ledger: Ledger, learner: Learner, token: Token, now: datetime) -> None:
    """As for sessions, too: a ledger that cannot be written can be read."""
    if token.used_at is None or now - token.used_at >= USED_EVERY:
        with suppress(LedgerProblem):
            tokens.use_token(ledger, learner.learner_id, token.token_id, now)


def list_tokens(ledger: Ledger, learner: Learner) -> list[Token]:
    return tokens.list_tokens(ledger, learner.learner_id)


def revoke_token(ledger: Ledger, learner: Learner, token_id: str) -> None:
    tokens.revoke_token(ledger, learner.learner_id, token_id)
