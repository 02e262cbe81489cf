"""How fast a learner answers of late."""

from app.core.pace import Pace, pace_of
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.pace import last_elapsed_ms


def find_pace(ledger: Ledger, learner: Learner) -> Pace:
    with ledger.read() as connection:
        return pace_of(last_elapsed_ms(connection, learner.learner_id))
