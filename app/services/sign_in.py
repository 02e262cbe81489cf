"""Begins a session for who knows an account's password."""

from app.core.errors import DrillbookError
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.mail_links import Purpose
from app.ledger.passwords import rehash_password
from app.ledger.sessions import begin_session
from app.services.account_name import account_name
from app.services.check_password import check_password
from app.services.hashing import HASHING, Hashing
from app.services.letters import welcome
from app.services.send_link import Post, send_link
from app.services.visit import Visit


class Unconfirmed(DrillbookError):
    """The password is right; the address may still be somebody else's."""


def sign_in(
    ledger: Ledger,
    post: Post | None,
    visit: Visit,
    typed_name: str,
    password: str,
    hashing: Hashing = HASHING,
) -> Learner:
    """The secret is new at each sign-in, so that one planted before is worth nothing."""
    learner = check_password(ledger, visit, account_name(typed_name), password, hashing)
    if hashing.is_outdated(learner.password_hash):
        learner = rehash_password(ledger, learner, hashing.hash(password))
    if post and "@" in learner.name and learner.confirmed_at is None:
        send_link(ledger, post, visit, learner, Purpose.CONFIRM, welcome)
        what = "this address is not confirmed yet"
        raise Unconfirmed(what, "open the link in the mail that was sent to it, then sign in")
    begin_session(ledger, learner, visit.secret, visit.device, visit.now)
    return learner
