"""Another password for who knows the old one."""

from app.core.passwords import require_password
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.passwords import set_password
from app.ledger.sessions import Session
from app.services.check_password import check_password
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
    check_password(ledger, visit, learner.name, old, hashing)
    require_password(new, learner.name)
    hashed = hashing.hash(new)
    set_password(ledger, learner.learner_id, hashed, keep_session=session.session_id)
