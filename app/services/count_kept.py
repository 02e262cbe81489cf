"""How much a learner still knew of what came back, month by month: the log folded as ever."""

from collections.abc import Iterator

from sqlalchemy import Connection

from app.core.counting import Why
from app.core.events import Event
from app.core.folding import Folding
from app.core.kept import Kept, kept_by_month
from app.ledger.editions import Edition
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.log import card_by_card
from app.services.remembered import Remembered, state_of

KEPT = Remembered[tuple[Kept, ...]](500)


def count_kept(ledger: Ledger, learner: Learner, edition: Edition) -> tuple[Kept, ...]:
    """The cost is that of the whole log, so it is remembered until the next answer."""

    def find() -> tuple[Kept, ...]:
        with ledger.read() as connection:
            return kept_by_month(_steps(connection, edition))

    return KEPT.get(state_of(ledger, learner, edition), find)


def _steps(connection: Connection, edition: Edition) -> Iterator[tuple[Event, Why]]:
    for card_id, events in card_by_card(connection, edition.learner_id):
        yield from Folding(card_id, edition.scheduler, spread=True).through(events)
