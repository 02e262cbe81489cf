"""How the facts of each course and lesson stand with a learner: held, due, being learned, not met.

Counted once, and then only what answers and days have changed since: the cost is that of these.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from sqlalchemy import Connection

from app.core.standing import Standing, standing_of_fact
from app.ledger.editions import Edition
from app.ledger.forecast import scheduled
from app.ledger.ledger import Ledger
from app.ledger.standings import cards_since, last_event, standings_among, standings_of
from app.library.snapshot import Snapshot
from app.services.index_facts import FactIndex, index_facts
from app.services.remembered import Remembered

MOST_LEARNERS = 200
NOT_MET = Standing.NOT_MET


@dataclass(frozen=True, slots=True)
class FactCount:
    """Of one course or lesson; what is not met is not counted."""

    facts: Counter[Standing] = field(default_factory=Counter)
    cards: Counter[Standing] = field(default_factory=Counter)


def count_facts(
    connection: Connection, ledger: Ledger, library: Snapshot, edition: Edition, day: date
) -> Mapping[str, FactCount]:
    """By course, and by lesson as `place_of` names it; cards that were taken out of their lessons
    count no more."""
    place = str(ledger.path or ledger.engine.url)
    key = (place, edition.learner_id, edition.number, edition.version, library.build())
    counted = COUNTED.get(key, lambda: _Counted(index_facts(library)))
    return counted.on(connection, edition, day)


class _Counted:
    """One learner's cards as they stood after the event `number`, on `day`."""

    def __init__(self, index: FactIndex) -> None:
        self._index = index
        self._lock = Lock()
        self._day: date | None = None
        self._number = 0
        self._cards: dict[str, Standing] = {}
        self._counts: dict[str, FactCount] = {}

    def on(self, connection: Connection, edition: Edition, day: date) -> Mapping[str, FactCount]:
        """The number is read before the cards: what comes between is looked at again."""
        with self._lock:
            number = last_event(connection, edition.learner_id)
            if self._day is None or day < self._day or number < self._number:
                self._count(standings_of(connection, edition, day))
            else:
                cards = cards_since(connection, edition.learner_id, self._number)
                cards |= {card for card, _ in scheduled(connection, edition, self._day, day)}
                self._move(standings_among(connection, edition, day, sorted(cards)))
            self._number, self._day = number, day
            return {
                place: FactCount(_met(count.facts), _met(count.cards))
                for place, count in self._counts.items()
            }

    def _count(self, standings: Iterable[tuple[str, Standing]]) -> None:
        self._counts = defaultdict(FactCount)
        known = self._index.fact_of
        self._cards = {card: stands for card, stands in standings if card in known}
        for fact in {known[card] for card in self._cards}:
            for count in self._counts_of(fact):
                count.facts[self._standing(fact)] += 1
        for card, stands in self._cards.items():
            for count in self._counts_of(known[card]):
                count.cards[stands] += 1

    def _move(self, standings: Iterable[tuple[str, Standing]]) -> None:
        for card, stands in standings:
            fact = self._index.fact_of.get(card)
            if fact is not None:
                self._add(card, fact, -1)
                self._cards[card] = stands
                self._add(card, fact, 1)

    def _add(self, card: str, fact: str, number: int) -> None:
        for count in self._counts_of(fact):
            count.facts[self._standing(fact)] += number
            count.cards[self._cards.get(card, NOT_MET)] += number

    def _counts_of(self, fact: str) -> tuple[FactCount, FactCount]:
        return self._counts[fact.partition(".")[0]], self._counts[self._index.track_of[fact]]

    def _standing(self, fact: str) -> Standing:
        cards = self._index.cards_of[fact]
        return standing_of_fact([self._cards.get(card, NOT_MET) for card in cards])


def _met(count: Counter[Standing]) -> Counter[Standing]:
    """Of what is not met only a part was ever counted."""
    return Counter({stands: n for stands, n in count.items() if n and stands is not NOT_MET})


COUNTED = Remembered[_Counted](MOST_LEARNERS)
