"""Which fact each card of a library asks for; made once for each build of it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from sys import intern

from app.library.snapshot import Snapshot
from app.services.remembered import Remembered


@dataclass(frozen=True, slots=True)
class FactIndex:
    """`track_of` names the lesson of a fact with its course: `keras/why-keras`."""

    fact_of: Mapping[str, str]
    cards_of: Mapping[str, list[str]]
    track_of: Mapping[str, str]


INDEXES = Remembered[FactIndex](2)


def index_facts(library: Snapshot) -> FactIndex:
    """The digest of a build tells its content, wherever it lies."""
    return INDEXES.get(library.build(), lambda: _index(library))


def _index(library: Snapshot) -> FactIndex:
    facts, tracks, cards = dict[str, str](), dict[str, str](), defaultdict[str, list[str]](list)
    for row in library.facts():
        fact = f"{row['course']}.{row['key']}"
        facts[row["id"]] = fact
        cards[fact].append(row["id"])
        tracks[fact] = intern(place_of(row["course"], row["track"]))
    return FactIndex(facts, dict(cards), tracks)


def place_of(course: str, track: str) -> str:
    return f"{course}/{track}"
