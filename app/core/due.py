"""What may be asked today: one choice for the queue, the counts on Today and the reminders."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.core.events import AskedAs, Grade
from app.core.order import in_catch_up, in_order
from app.core.schedule import Schedule

SIX_DAYS = 6


@dataclass(frozen=True, slots=True)
class Due:
    """A card to review; of one group of siblings only one is asked on a day."""

    card_id: str
    siblings: str
    recall: float


@dataclass(frozen=True, slots=True)
class New:
    card_id: str
    siblings: str


@dataclass(frozen=True, slots=True)
class Given:
    """An answer of this sitting; `new` when it was the first that the card ever had, `away` when
    the card was set aside or put off since: the answer counts, but the card does not come back.
    """

    card_id: str
    siblings: str
    grade: Grade
    new: bool = False
    asked_as: AskedAs = AskedAs.REVIEW
    away: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    cap: int = 100
    new_per_day: int = 8


@dataclass(frozen=True, slots=True)
class Today:
    """What is still to be asked, in order; `catching_up` while more is due than the cap."""

    reviews: tuple[Due, ...]
    new: tuple[New, ...]
    catching_up: bool


@dataclass(frozen=True, slots=True)
class DueCount:
    reviews: int
    new: int


def of_sitting(given: Sequence[Given]) -> tuple[Given, ...]:
    """Without practice and cramming of cards that no review of the sitting began with."""
    begun: set[str] = set()
    kept = []
    for answer in given:
        if answer.asked_as is AskedAs.REVIEW:
            begun.add(answer.card_id)
        if answer.card_id in begun and answer.asked_as is not AskedAs.CRAM:
            kept.append(answer)
    return tuple(kept)


def asked_today(
    due: Sequence[Due], new: Iterable[New], given: Sequence[Given], limits: Limits
) -> Today:
    """Counts what the sitting has had already, so that it does not change its mind half-way."""
    given = of_sitting(given)
    seen = {answer.siblings for answer in given}
    begun = {answer.card_id for answer in given if answer.new}
    reviewed = len({answer.card_id for answer in given} - begun)
    waiting = [card for card in due if card.siblings not in seen]
    groups = {card.siblings for card in waiting}
    if len(groups) + reviewed > limits.cap:
        left = max(0, limits.cap - reviewed)
        return Today(tuple(in_catch_up(waiting, reviewed)[:left]), (), catching_up=True)
    fresh = _one_of_each(new, seen | groups)[: max(0, limits.new_per_day - len(begun))]
    return Today(tuple(in_order(waiting, len(given))), tuple(fresh), catching_up=False)


def due_count(
    due: Sequence[Due], new: Iterable[New], given: Sequence[Given], limits: Limits
) -> DueCount:
    """How much is still to be asked today, siblings and cap included."""
    chosen = asked_today(due, new, given, limits)
    return DueCount(len(chosen.reviews), len(chosen.new))


def may_begin(first: Schedule | None) -> bool:
    """A note's second direction waits until the first has passed its six-day step."""
    return first is not None and first.reps > 1 and first.interval_days > SIX_DAYS


def _one_of_each(new: Iterable[New], taken: Iterable[str]) -> list[New]:
    groups = set(taken)
    chosen = []
    for card in new:
        if card.siblings not in groups:
            groups.add(card.siblings)
            chosen.append(card)
    return chosen
