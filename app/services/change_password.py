"""Another password for who knows the old one."""

from app.core.passwords import require_password
from app.ledger import passwords
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.sessions import Session
from app.services.check_password import WrongPassword, check_password
from app.services.hashing import HASHING, Hashing
from app.services.visit import Visit


def change_password(
    ledger: Ledger,
    visit: Visit,
    learner: Learner,
    session: Session,
    old: str,
    new: str,
    hashing: Hashing = HASHING,
) -> None:
    """Every other session ends; this one goes on."""
    checked = check_password(ledger, visit, learner.name, old, hashing)
    require_password(new, learner.name)
    hashed = hashing.hash(new)
    if not passwords.change_password(ledger, checked, hashed, keep_session=session.session_id):
        raise WrongPassword("the password has just been changed", "sign in with the new one")
