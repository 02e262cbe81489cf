"""Everything of a learner goes, for good: log, settings, courses, notes, sessions, tokens."""

from app.ledger import learners
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.services.check_password import check_password
from app.services.hashing import HASHING, Hashing
from app.services.visit import Visit


def delete_account(
    ledger: Ledger, visit: Visit, learner: Learner, password: str, hashing: Hashing = HASHING
) -> None:
    """Whoever found a page left open cannot do it."""
    check_password(ledger, visit, learner.name, password, hashing)
    learners.remove_learner(ledger, learner.learner_id)


def begin_anew(ledger: Ledger, learner: Learner) -> None:
    """Where one learner needs no password: the next visit makes a learner who knows nothing."""
    learners.remove_learner(ledger, learner.learner_id)
