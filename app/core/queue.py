"""What to ask next. Nothing is random: the same inputs give the same queue."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.core.due import Due, Given, Limits, New, asked_today, of_sitting
from app.core.events import AskedAs, Grade

OTHERS_BETWEEN = 4
MOST_REPEATS = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A repeat within the sitting is practice: it helps to remember and moves nothing."""

    card_id: str
    asked_as: AskedAs = AskedAs.REVIEW
    new: bool = False


@dataclass(frozen=True, slots=True)
class Repeat:
    """A card forgotten in this sitting, and how many others must still come before it."""

    card_id: str
    others_left: int


def queue(
    due: Sequence[Due], new: Iterable[New], given: Sequence[Given], limits: Limits
) -> tuple[Asked, ...]:
    """All that is left of the sitting: reviews, then new cards in lesson order, with repeats."""
    chosen = asked_today(due, new, given, limits)
    main = [
        *(Asked(card.card_id) for card in chosen.reviews),
        *(Asked(card.card_id, new=True) for card in chosen.new),
        *(Asked(card_id, AskedAs.PRACTICE) for card_id in hard_ones(given)),
    ]
    return tuple(_woven(main, forgotten_ones(given)))


def forgotten_ones(given: Sequence[Given]) -> tuple[Repeat, ...]:
    """Forgotten when last asked, in the order of asking, until known or asked often enough."""
    answers = of_sitting(given)
    last = {answer.card_id: place for place, answer in enumerate(answers, 1)}
    times = _times(answers)
    return tuple(
        Repeat(answer.card_id, max(0, OTHERS_BETWEEN - (len(answers) - place)))
        for place, answer in enumerate(answers, 1)
        if answer.grade is Grade.FORGOT
        and not answer.away
        and last[answer.card_id] == place
        and times[answer.card_id] <= MOST_REPEATS
    )


def hard_ones(given: Sequence[Given]) -> tuple[str, ...]:
    """Hard when first asked and not asked again since: once more, at the end."""
    answers = of_sitting(given)
    times = _times(answers)
    return tuple(
        answer.card_id
        for answer in answers
        if answer.grade is Grade.HARD and times[answer.card_id] == 1 and not answer.away
    )


def _times(answers: Iterable[Given]) -> dict[str, int]:
    times: dict[str, int] = {}
    for answer in answers:
        times[answer.card_id] = times.get(answer.card_id, 0) + 1
    return times


def _woven(main: Iterable[Asked], repeats: Iterable[Repeat]) -> list[Asked]:
    """A repeat comes as soon as enough others have; at the end, with as many as there are."""
    rest, waiting = deque(main), deque(repeats)
    woven: list[Asked] = []
    while rest or waiting:
        if waiting and (not rest or waiting[0].others_left <= len(woven)):
            woven.append(Asked(waiting.popleft().card_id, AskedAs.PRACTICE))
        else:
            woven.append(rest.popleft())
    return woven
