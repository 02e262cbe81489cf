"""With what a learner's programs come in: made with a secret that the edge draws and shows once."""

from contextlib import suppress
from datetime import datetime, timedelta

from app.ledger import tokens
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.problems import LedgerProblem
from app.ledger.tokens import Token as Token

# As for sessions: a request of a program must not cost a write each time.
USED_EVERY = timedelta(hours=1)


def make_token(
    ledger: Ledger,
    learner: Learner,
    name: str,
    secret_token: str,
    now: datetime,
    expires_at: datetime | None = None,
) -> Token:
    return tokens.make_token(ledger, learner.learner_id, name, secret_token, now, expires_at)


def find_token(ledger: Ledger, raw_token: str, now: datetime) -> tuple[Learner, Token] | None:
    found = tokens.find_token(ledger, raw_token, now)
    if found and (found[1].used_at is None or now - found[1].used_at >= USED_EVERY):
        learner, token = found
        with suppress(LedgerProblem):
            tokens.use_token(ledger, learner.learner_id, token.token_id, now)
    return found


def list_tokens(ledger: Ledger, learner: Learner) -> list[Token]:
    return tokens.list_tokens(ledger, learner.learner_id)


def revoke_token(ledger: Ledger, learner: Learner, token_id: str) -> None:
    tokens.revoke_token(ledger, learner.learner_id, token_id)
