"""A learner's next new cards, in the library's order, found from where the learner has got to."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy import Connection

from app.core.due import may_begin
from app.core.schedule import Schedule
from app.ledger.editions import Edition
from app.ledger.frontier import Frontier, is_passed
from app.ledger.schedules import states_among

FIRST_LOOK = 100
LONGEST_LOOK = 5_000
# Beyond so many that are still to begin, the frontier stays until some of them have begun.
MOST_LEFT_BEHIND = 1_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card as the library's order has it; `waits_for` must be known first."""

    card_id: str
    siblings: str
    position: int
    waits_for: str | None = None


Named = Callable[[Sequence[str]], Iterable[Candidate]]
Ahead = Callable[[int], Iterator[Candidate]]


@dataclass(frozen=True, slots=True)
class NewCards:
    cards: tuple[Candidate, ...]
    frontier: Frontier


def find_new_cards(
    connection: Connection,
    edition: Edition,
    frontier: Frontier,
    named: Named,
    ahead: Ahead,
    *,
    day: date,
    most: int,
) -> NewCards:
    """`named` gives the cards of these ids, `ahead` all cards from a position on, in order."""
    look = _Look(connection, edition, day)
    behind = look.at(sorted(named(frontier.left_behind), key=lambda card: card.position))
    position, rest = frontier.position, ahead(frontier.position)
    moves, count = True, FIRST_LOOK
    while len(look.ready) < most and (cards := list(islice(rest, count))):
        found, count = look.at(cards), min(2 * count, LONGEST_LOOK)
        moves = moves and len(behind) + len(found) <= MOST_LEFT_BEHIND
        if moves:
            behind, position = behind + found, cards[-1].position + 1
    left_behind = tuple(card.card_id for card in behind)
    return NewCards(tuple(look.ready[:most]), Frontier(position, left_behind))


class _Look:
    """Gathers what may be begun today; what may not, or is not yet, is still to be looked at."""

    def __init__(self, connection: Connection, edition: Edition, day: date) -> None:
        self._connection = connection
        self._edition = edition
        self._day = day
        self.ready: list[Candidate] = []

    def at(self, cards: Sequence[Candidate]) -> list[Candidate]:
        ids = {card.card_id for card in cards} | {c.waits_for for c in cards if c.waits_for}
        by_id = states_among(self._connection, self._edition, sorted(ids))
        to_begin = [card for card in cards if not is_passed(by_id.get(card.card_id))]
        self.ready += [card for card in to_begin if self._is_ready(card, by_id)]
        return to_begin

    def _is_ready(self, card: Candidate, by_id: dict[str, Schedule]) -> bool:
        mine = by_id.get(card.card_id)
        if mine and mine.buried_until and mine.buried_until > self._day:
            return False
        return card.waits_for is None or may_begin(by_id.get(card.waits_for))
