"""How the facts of each course stand with a learner: held, due, being learned, not met."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from app.core.standing import Standing, standing_of_fact
from app.ledger.editions import Edition
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.standings import Met, standings_of
from app.library.snapshot import Snapshot
from app.services.remembered import Remembered, state_of


@dataclass(slots=True)
class FactCount:
    """Of one course. `known` is how many of its due cards are probably still known, `due_days`
    the sum of their intervals."""

    facts: Counter[Standing] = field(default_factory=Counter)
    cards: Counter[Standing] = field(default_factory=Counter)
    known: float = 0.0
    due_days: int = 0


FactCounts = Mapping[str, FactCount]


@dataclass(frozen=True, slots=True)
class _Index:
    """The fact of each card of a library, and the number of cards of each fact."""

    facts: Mapping[str, str]
    sizes: Mapping[str, int]


INDEXES = Remembered[_Index](4)
COUNTS = Remembered[FactCounts](500)


def count_facts(
    connection: Connection,
    ledger: Ledger,
    library: Snapshot,
    learner: Learner,
    edition: Edition,
    day: date,
) -> FactCounts:
    """Every card is looked at, so the result is remembered until something changes it."""
    build = library.build()
    key = (*state_of(ledger, learner, edition), day, build)
    index = INDEXES.get(build, lambda: _index(library))
    return COUNTS.get(key, lambda: _count(connection, edition, day, index))


def _index(library: Snapshot) -> _Index:
    facts = {row["id"]: f"{row['course']}.{row['key']}" for row in library.facts()}
    return _Index(facts, Counter(facts.values()))


def _count(connection: Connection, edition: Edition, day: date, index: _Index) -> FactCounts:
    """Cards that were taken out of their lessons count no more."""
    counts: dict[str, FactCount] = defaultdict(FactCount)
    met: dict[str, list[Standing]] = defaultdict(list)
    for card in standings_of(connection, edition, day):
        fact = index.facts.get(card.card_id)
        if fact is not None and card.standing is not Standing.NOT_MET:
            met[fact].append(card.standing)
            _add(card, counts[fact.partition(".")[0]])
    for fact, standings in met.items():
        not_met = [Standing.NOT_MET] * (index.sizes[fact] - len(standings))
        counts[fact.partition(".")[0]].facts[standing_of_fact(standings + not_met)] += 1
    return dict(counts)


def _add(card: Met, count: FactCount) -> None:
    count.cards[card.standing] += 1
    if card.standing is Standing.DUE:
        count.known += card.known
        count.due_days += card.interval_days
