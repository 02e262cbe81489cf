"""What moves a schedule: the one rule, and the reason it gives."""

from enum import StrEnum

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


def why_counted(due: int, counted: int, day: int, grade: Grade, asked_as: AskedAs) -> Why:
    """The one rule of what moves a schedule. Days are ordinals; 0 is before all of them, for a
    card that is not due or has never counted."""
    if asked_as is not REVIEW:
        return NOT_A_REVIEW
    if day <= counted:
        return SAME_DAY
    if not due:
        return NEW
    if due <= day:
        return DUE
    return FORGOTTEN_EARLY if grade is FORGOT else EARLY
