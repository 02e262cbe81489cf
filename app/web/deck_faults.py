"""Why a deck could not be made, in words for whoever asked for it."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import current_app

from app.core.errors import DrillbookError
from app.lessons.problems import Problem, Severity
from app.services.export_deck import NoRoomForDeck
from app.web.parts import parts
from app.web.refusals import sentences
from app.web.turns import NoTurn

A_WHILE_SECONDS = "30"
NO_ROOM = "There is no room to write the deck just now. Nothing was changed."
ELSEWHERE = "The deck cannot be made just now. Who runs this service finds the reason in its log."


class Unfit(DrillbookError):
    """A mistake in a lesson; the cards that learners have are as good as ever."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("no deck can be made while a lesson has a mistake in it")
        self.problems = [each for each in problems if each.severity is Severity.ERROR]


@dataclass(frozen=True, slots=True)
class Fault:
    """`problems` are for who may mend the lessons."""

    words: str
    status: int
    problems: Sequence[Problem] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def fault_of(error: DrillbookError) -> Fault:
    """A school's learners could do nothing with the reason; who runs it finds it in the log."""
    if isinstance(error, NoTurn):
        return Fault(sentences(error), 503, headers={"Retry-After": A_WHILE_SECONDS})
    alone = parts().settings.serves_oneself
    if isinstance(error, Unfit) and alone:
        return Fault(sentences(error), 503, error.problems)
    current_app.log_exception(sys.exc_info())
    if isinstance(error, NoRoomForDeck):
        return Fault(NO_ROOM, 507)
    told = alone or isinstance(error, Unfit)
    return Fault(sentences(error) if told else ELSEWHERE, 503)
