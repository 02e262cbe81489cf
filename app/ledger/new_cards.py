"""A learner's next new cards, in the library's order, found from where the learner has got to."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy import Connection

from app.core.due import may_begin
from app.core.schedule import Schedule
from app.ledger.editions import Edition
from app.ledger.frontier import Frontier, passed_among
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
    taken: Collection[str],
    most: int,
) -> NewCards:
    """`named` gives the cards of these ids, `ahead` all cards from a position on, in order. Of
    siblings only the first is found, and none of those that are `taken` by this day's reviews.
    """
    look = _Look(connection, edition, day, taken, most)
    behind = frontier.left_behind
    look.at(sorted(named(behind), key=lambda card: card.position))
    position, rest, count = frontier.position, ahead(frontier.position), FIRST_LOOK
    while not look.over and (cards := list(islice(rest, count))):
        last, count = look.at(cards), min(2 * count, LONGEST_LOOK)
        if len(look.to_begin) <= MOST_LEFT_BEHIND:
            behind, position = tuple(look.to_begin), last + 1
    return NewCards(tuple(look.ready), Frontier(position, behind))


class _Look:
    """Gathers what may be begun today; what may not, or is not yet, is to be looked at again."""

    def __init__(
        self,
        connection: Connection,
        edition: Edition,
        day: date,
        taken: Collection[str],
        most: int,
    ) -> None:
        self._connection = connection
        self._edition = edition
        self._day = day
        self._taken = set(taken)
        self._most = most
        self.ready: list[Candidate] = []
        self.to_begin: list[str] = []

    @property
    def over(self) -> bool:
        return len(self.ready) >= self._most

    def at(self, cards: Sequence[Candidate]) -> int:
        """The position of the last card that was looked at."""
        passed = passed_among(self._connection, self._edition, [card.card_id for card in cards])
        rest = [card for card in cards if card.card_id not in passed]
        ids = {card.card_id for card in rest} | {c.waits_for for c in rest if c.waits_for}
        by_id = states_among(self._connection, self._edition, sorted(ids))
        for card in rest:
            self.to_begin.append(card.card_id)
            if card.siblings not in self._taken and self._is_ready(card, by_id):
                self._taken.add(card.siblings)
                self.ready.append(card)
            if self.over:
                return card.position
        return cards[-1].position if cards else 0

    def _is_ready(self, card: Candidate, by_id: dict[str, Schedule]) -> bool:
        mine = by_id.get(card.card_id)
        if mine and mine.buried_until and mine.buried_until > self._day:
            return False
        return card.waits_for is None or may_begin(by_id.get(card.waits_for))
