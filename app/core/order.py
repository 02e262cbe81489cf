"""The two orders of reviews: on an ordinary day, and when more is due than a day can take."""

from collections import deque
from collections.abc import Iterable
from typing import Protocol, TypeVar

SURE_FIRST = 3
SURE_RECALL = 0.9
LOWEST_EVERY = 5


class Recallable(Protocol):
    @property
    def card_id(self) -> str: ...

    @property
    def siblings(self) -> str: ...

    @property
    def recall(self) -> float: ...


T = TypeVar("T", bound=Recallable)


def in_order(due: Iterable[T], answers: int) -> list[T]:
    """Lowest recall first, since it gains most; but a sitting begins with what goes well."""
    cards = _one_of_each(sorted(due, key=lambda card: (card.recall, card.card_id)))
    sure = [card for card in reversed(cards) if card.recall >= SURE_RECALL]
    first = sure[: max(0, SURE_FIRST - answers)]
    taken = {card.card_id for card in first}
    return first + [card for card in cards if card.card_id not in taken]


def in_catch_up(due: Iterable[T], reviewed: int) -> list[T]:
    """Highest first saves what can still be saved; every fifth the lowest, so that none starves.
    Of siblings whichever is taken first, from either end."""
    cards = deque(sorted(due, key=lambda card: (-card.recall, card.card_id)))
    ordered: dict[str, T] = {}
    while cards:
        lowest = (reviewed + len(ordered) + 1) % LOWEST_EVERY == 0
        card = cards.pop() if lowest else cards.popleft()
        ordered.setdefault(card.siblings, card)
    return list(ordered.values())


def _one_of_each(cards: Iterable[T]) -> list[T]:
    """The first of each group of siblings; the others wait for another day."""
    groups: dict[str, T] = {}
    for card in cards:
        groups.setdefault(card.siblings, card)
    return list(groups.values())
