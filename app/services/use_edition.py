"""The derived tables in use, made again first where they were dropped."""

from app.ledger.editions import Edition, find_edition
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.rebuild import rebuild


def use_edition(ledger: Ledger, learner: Learner) -> Edition:
    while True:
        with ledger.read() as connection:
            edition = find_edition(connection, learner.learner_id)
        if edition is not None:
            return edition
        rebuild(ledger, learner.learner_id)
