"""What moves a schedule: the one rule, and the reason it gives."""

from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from app.core.events import AskedAs, Grade


class Why(StrEnum):
    """Why a step counts or does not, in words for the learner."""

    NEW = "the first answer of a new card"
    DUE = "the card was due"
    FORGOTTEN_EARLY = "forgotten before it was due, which is evidence"
    NOT_A_REVIEW = "asked as practice, which moves nothing"
    SAME_DAY = "an answer of this study day or a later one has counted"
    EARLY = "remembered before it was due, which proves nothing yet"
    UNDONE = "undone"
    NO_ANSWER = "not an answer"


# Under plain names: a member of an enum costs a search at each mention, and a fold has millions.
NEW, DUE, FORGOTTEN_EARLY = Why.NEW, Why.DUE, Why.FORGOTTEN_EARLY
NOT_A_REVIEW, SAME_DAY, EARLY = Why.NOT_A_REVIEW, Why.SAME_DAY, Why.EARLY
UNDONE, NO_ANSWER = Why.UNDONE, Why.NO_ANSWER
FORGOT, REVIEW = Grade.FORGOT, AskedAs.REVIEW
COUNTING = (DUE, NEW, FORGOTTEN_EARLY)


class Answered(Protocol):
    """As much of a card as the rule looks at."""

    @property
    def memory(self) -> Any: ...

    @property
    def due_on(self) -> date | None: ...

    @property
    def counted_on(self) -> date | None: ...


def why_counted(card: Answered, grade: Grade, day: date, asked_as: AskedAs = REVIEW) -> Why:
    """The one rule of what moves a schedule."""
    if asked_as is not REVIEW:
        return NOT_A_REVIEW
    if card.counted_on is not None and day <= card.counted_on:
        return SAME_DAY
    if card.due_on is None:
        return NEW
    if card.due_on <= day:
        return DUE
    return FORGOTTEN_EARLY if grade is FORGOT else EARLY


def elapsed_days(card: Answered, day: date) -> int:
    """Days since the last answer that counted; a new card, or one begun anew, has none."""
    if card.memory is None or card.counted_on is None:
        return 0
    return (day - card.counted_on).days
