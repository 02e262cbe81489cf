"""How a card and a fact stand with a learner: the marks of a lesson and the count of facts held."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from app.core.schedule import Schedule

HELD_DAYS = 7


class Standing(StrEnum):
    NOT_MET = "not met"
    LEARNING = "learning"
    DUE = "due"
    HELD = "held"
    ASIDE = "set aside"


def standing(*, begun: bool, suspended: bool, due: bool, interval_days: int) -> Standing:
    if suspended:
        return Standing.ASIDE
    if not begun:
        return Standing.NOT_MET
    if due:
        return Standing.DUE
    return Standing.HELD if interval_days >= HELD_DAYS else Standing.LEARNING


def standing_of_card(card: Schedule, day: date) -> Standing:
    return standing(
        begun=card.due_on is not None,
        suspended=card.suspended,
        due=card.asks_on(day),
        interval_days=card.interval_days,
    )


def standing_of_fact(cards: Collection[Standing]) -> Standing:
    """As its weakest card; cards set aside are left out, and what is half met is being learned."""
    stands = set(cards) - {Standing.ASIDE}
    if not stands:
        return Standing.ASIDE
    if Standing.DUE in stands:
        return Standing.DUE
    return stands.pop() if len(stands) == 1 else Standing.LEARNING
