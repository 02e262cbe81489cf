"""Which fact each card of a library asks for; made once for each build of it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from app.library.snapshot import Snapshot
from app.services.remembered import Remembered


@dataclass(frozen=True, slots=True)
class FactIndex:
    fact_of: Mapping[str, str]
    cards_of: Mapping[str, list[str]]


INDEXES = Remembered[FactIndex](2)


def index_facts(library: Snapshot) -> FactIndex:
    """The digest of a build tells its content, wherever it lies."""
    return INDEXES.get(library.build(), lambda: _index(library))


def _index(library: Snapshot) -> FactIndex:
    facts = {row["id"]: f"{row['course']}.{row['key']}" for row in library.facts()}
    cards = defaultdict[str, list[str]](list)
    for card_id, fact in facts.items():
        cards[fact].append(card_id)
    return FactIndex(facts, dict(cards))
