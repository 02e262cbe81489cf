"""Who is signed in: begun with a secret that the edge draws, known by its hash ever after."""

from contextlib import suppress
from datetime import datetime, timedelta

from app.ledger import sessions
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.problems import LedgerProblem
from app.ledger.sessions import Session as Session

# To look at a page must not cost a write each time.
SEEN_EVERY = timedelta(hours=1)


def begin_session(
    ledger: Ledger, learner: Learner, secret_token: str, device: str, now: datetime
) -> Session:
    return sessions.begin_session(ledger, learner, secret_token, device, now)


def find_session(ledger: Ledger, raw_token: str, now: datetime) -> tuple[Learner, Session] | None:
    return sessions.find_session(ledger, raw_token, now)


def see_session(ledger: Ledger, learner: Learner, session: Session, now: datetime) -> None:
    """A ledger that cannot be written just now can still be read by who is signed in."""
    if now - session.seen_at >= SEEN_EVERY:
        with suppress(LedgerProblem):
            sessions.see_session(ledger, learner.learner_id, session.session_id, now)


def list_sessions(ledger: Ledger, learner: Learner, now: datetime) -> list[Session]:
    return sessions.list_sessions(ledger, learner.learner_id, now)


def end_session(ledger: Ledger, learner: Learner, session_id: str) -> None:
    sessions.end_session(ledger, learner.learner_id, session_id)


def end_other_sessions(ledger: Ledger, learner: Learner, session: Session) -> None:
    ledger.write(
        lambda connection: sessions.end_sessions(
            connection, learner.learner_id, but=session.session_id
        )
    )
