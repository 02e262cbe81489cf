"""A new password ends the sessions that were begun with the old one, in the same transaction."""

from datetime import datetime

from sqlalchemy import Connection

from app.ledger.learners import Learner, lock_learner, put_confirmed, put_password
from app.ledger.ledger import Ledger
from app.ledger.mail_links import Purpose, use_link
from app.ledger.sessions import end_sessions
from app.ledger.tokens import revoke_tokens


def set_password(ledger: Ledger, learner_id: int, password_hash: str | None) -> None:
    def work(connection: Connection) -> None:
        lock_learner(connection, learner_id)
        put_password(connection, learner_id, password_hash)
        end_sessions(connection, learner_id)

    ledger.write(work)


def change_password(
    ledger: Ledger, learner: Learner, password_hash: str, *, keep_session: str
) -> bool:
    """False where it is no longer the one that was checked: a link by mail may have been faster,
    or somebody else who knows it."""

    def work(connection: Connection) -> bool:
        if lock_learner(connection, learner.learner_id).password_hash != learner.password_hash:
            return False
        put_password(connection, learner.learner_id, password_hash)
        end_sessions(connection, learner.learner_id, but=keep_session)
        return True

    return ledger.write(work)


def rehash_password(ledger: Ledger, learner: Learner, password_hash: str) -> Learner:
    """The same password, hashed as is now usual; nothing where it was changed meanwhile."""

    def work(connection: Connection) -> Learner:
        if lock_learner(connection, learner.learner_id).password_hash == learner.password_hash:
            put_password(connection, learner.learner_id, password_hash)
        return lock_learner(connection, learner.learner_id)

    return ledger.write(work)


def reset_password(ledger: Ledger, secret: str, password_hash: str, now: datetime) -> bool:
    """Who forgot a password may have lost it to somebody, so that one's tokens go as well.

    The link came by mail, so the address is confirmed too.
    """

    def work(connection: Connection) -> bool:
        learner_id = use_link(connection, Purpose.RESET, secret, now)
        if learner_id is None:
            return False
        put_password(connection, learner_id, password_hash)
        put_confirmed(connection, learner_id, now)
        end_sessions(connection, learner_id)
        revoke_tokens(connection, learner_id)
        return True

    return ledger.write(work)
