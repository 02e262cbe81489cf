"""Whether it is this learner's password, for whatever needs to be sure who is there."""

from app.core.errors import DrillbookError
from app.ledger.learners import Learner, find_learner
from app.ledger.ledger import Ledger
from app.services.hashing import HASHING, Hashing
from app.services.limit_guesses import claim_guess, count_wrong, forgive_mistypings
from app.services.visit import Visit


class WrongPassword(DrillbookError):
    """Also where there is no such account: the words are the same."""


def check_password(
    ledger: Ledger, visit: Visit, name: str, password: str, hashing: Hashing = HASHING
) -> Learner:
    """One hash is computed whether or not there is a learner of this name.

    Who came upon a learner's open page guesses no more often than elsewhere.
    """
    claim_guess(ledger, visit, name)
    learner = find_learner(ledger, name)
    fits = hashing.fits(learner.password_hash if learner else None, password)
    if learner is None or not fits:
        count_wrong(ledger, visit, name)
        raise WrongPassword("the password is not right", "look whether Caps Lock is on")
    forgive_mistypings(ledger, visit, name)
    return learner
