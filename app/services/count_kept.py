"""How much a learner still knew of what came back, month by month: the log folded as ever.

Counted once, and then only what was answered since: the cost is that of the cards in it.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from threading import Lock

from sqlalchemy import Connection

from app.core.events import Event
from app.core.folding import Folding
from app.core.kept import Kept, counted, kept_by_month
from app.ledger.editions import Edition
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.log import card_by_card, events_of_cards
from app.ledger.standings import cards_since, last_event
from app.services.remembered import Remembered

MOST_LEARNERS = 500


def count_kept(ledger: Ledger, learner: Learner, edition: Edition) -> tuple[Kept, ...]:
    place = str(ledger.path or ledger.engine.url)
    key = (place, learner.learner_id, edition.number, edition.version)
    with ledger.read() as connection:
        return KEPT.get(key, _Kept).now(connection, edition)


class _Kept:
    """One learner's answers, counted up to the event `number`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._number = 0
        self._counts = Counter[tuple[date, bool]]()

    def now(self, connection: Connection, edition: Edition) -> tuple[Kept, ...]:
        """What comes in meanwhile is counted the next time, so each look ends at a number."""
        with self._lock:
            number, learner_id = last_event(connection, edition.learner_id), edition.learner_id
            if not 0 < self._number <= number:
                logs = card_by_card(connection, learner_id, up_to=number)
                self._counts = _counted(logs, edition)
            else:
                cards = sorted(cards_since(connection, learner_id, self._number))
                before = events_of_cards(connection, learner_id, cards, up_to=self._number)
                after = events_of_cards(connection, learner_id, cards, up_to=number)
                self._counts.subtract(_counted(before.items(), edition))
                self._counts.update(_counted(after.items(), edition))
            self._number = number
            return kept_by_month(self._counts)


def _counted(
    logs: Iterable[tuple[str, list[Event]]], edition: Edition
) -> Counter[tuple[date, bool]]:
    counts = Counter[tuple[date, bool]]()
    for card_id, log in logs:
        counts.update(counted(Folding(card_id, edition.scheduler).through(log)))
    return counts


KEPT = Remembered[_Kept](MOST_LEARNERS)
