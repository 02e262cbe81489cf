"""A new password for who forgot the old one: asked for on a page, given by the link in a mail."""

from datetime import datetime

from app.core.passwords import require_password
from app.ledger import passwords
from app.ledger.learners import find_learner, get_learner
from app.ledger.ledger import Ledger
from app.ledger.mail_links import Purpose, find_link
from app.services.account_name import account_name
from app.services.confirm_address import LinkOver
from app.services.hashing import HASHING, Hashing
from app.services.letters import forgotten
from app.services.limit_guesses import count_asked_mail, forget_guesses
from app.services.send_link import Post, send_link
from app.services.visit import Visit


def ask_for_reset(ledger: Ledger, post: Post, visit: Visit, typed_name: str) -> None:
    """The same answer, and the same errors, whether or not there is such an account."""
    count_asked_mail(ledger, visit)
    learner = find_learner(ledger, account_name(typed_name))
    if learner is None or "@" not in learner.name:
        post.mailer.check()
        return
    send_link(ledger, post, visit, learner, Purpose.RESET, forgotten)


def account_of_link(ledger: Ledger, secret: str, now: datetime) -> str:
    """The name, for the page and for what keeps passwords."""
    with ledger.read() as connection:
        learner_id = find_link(connection, Purpose.RESET, secret, now)
    if learner_id is None:
        raise _over()
    return get_learner(ledger, learner_id).name


def reset_password(
    ledger: Ledger, visit: Visit, secret: str, password: str, hashing: Hashing = HASHING
) -> None:
    """All sessions and tokens end, and wrong tries no longer keep its owner out."""
    name = account_of_link(ledger, secret, visit.now)
    require_password(password, name)
    if not passwords.reset_password(ledger, secret, hashing.hash(password), visit.now):
        raise _over()
    forget_guesses(ledger, visit, name)


def _over() -> LinkOver:
    return LinkOver("this link has been used already, or is too old", "ask for a new one")
