"""A learner with a past, told in a few words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from app.core.events import Grade
from app.ledger.append import record
from app.ledger.courses import follow_course, leave_course
from app.ledger.learners import Learner, add_learner, change_settings, get_learner
from app.ledger.ledger import Ledger
from app.library.shelf import Library
from app.services.show_today import TodayPage, show_today
from tests.ledger.making import NOW, answer, days


@dataclass
class Learning:
    """NOW is a Friday, 1 May 2026."""

    ledger: Ledger
    library: Library
    learner: Learner
    numbers: Iterable[int] = field(default_factory=lambda: iter(range(1, 1_000_000)))

    def answers(
        self, cards: Iterable[str], ago: float = 0, grade: Grade = Grade.GOOD, ms: int = 8_000
    ) -> None:
        at = NOW - days(ago)
        numbers = iter(self.numbers)
        sent = [
            answer(
                next(numbers), card=card, grade=grade, at=at + timedelta(seconds=n), elapsed_ms=ms
            )
            for n, card in enumerate(cards)
        ]
        for first in range(0, len(sent), 500):
            record(self.ledger, self.learner.learner_id, sent[first : first + 500], at + days(0.1))

    def settings(self, **changes: object) -> None:
        change_settings(self.ledger, self.learner.learner_id, changes)

    def follow(self, *courses: str) -> None:
        for number, course in enumerate(courses):
            at = NOW - days(390) + timedelta(seconds=number)
            follow_course(self.ledger, self.learner.learner_id, course, at)

    def leave(self, course: str) -> None:
        leave_course(self.ledger, self.learner.learner_id, course)

    def today(self, later: float = 0) -> TodayPage:
        learner = get_learner(self.ledger, self.learner.learner_id)
        page = show_today(self.ledger, self.library.now(), learner, NOW + days(later))
        assert page
        return page


def learning(ledger: Ledger, library: Library) -> Learning:
    return Learning(ledger, library, add_learner(ledger, "ada", NOW - days(399)))
