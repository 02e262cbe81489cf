"""The one path by which anything derived moves: a card's events folded, and the result put."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.core.events import Event
from app.core.xp import DayTally
from app.ledger.days import Day, add_days, day_rows, move_days
from app.ledger.editions import Edition
from app.ledger.folding import Folded, folded, moved
from app.ledger.frontier import forget_frontiers, is_passed
from app.ledger.schedules import course_of, put_schedules, schedule_row


@dataclass(frozen=True, slots=True)
class Refolded:
    """A card's whole log, and what it was folded to without and with what has just come in."""

    log: Sequence[Event]
    before: Folded
    after: Folded


class Refolding:
    """What one transaction changes, of any learners, gathered to be put all at once."""

    def __init__(self) -> None:
        self._rows: list[dict[str, Any]] = []
        self._days: dict[tuple[int, int], dict[Day, DayTally]] = {}
        self._renewed: set[tuple[int, str]] = set()

    def refold(
        self, edition: Edition, card_id: str, log: Sequence[Event], new: Collection[str]
    ) -> Refolded:
        """`new` are ids of events that the derived tables know nothing of yet."""
        old = [event for event in log if event.id not in new]
        before = folded(card_id, old, edition.scheduler)
        if len(old) == len(log):
            return Refolded(log, before, before)
        done = Refolded(log, before, folded(card_id, log, edition.scheduler))
        self._gather(edition, card_id, done)
        return done

    def _gather(self, edition: Edition, card_id: str, done: Refolded) -> None:
        learner_id, before, after = edition.learner_id, done.before.schedule, done.after.schedule
        self._rows.append(schedule_row(learner_id, edition.number, after, edition.scheduler))
        days = self._days.setdefault((learner_id, edition.number), {})
        add_days(days, card_id, moved(done.before, done.after))
        if is_passed(before) and not is_passed(after):
            self._renewed.add((learner_id, course_of(card_id)))

    def put(self, connection: Connection) -> None:
        put_schedules(connection, self._rows)
        rows = (day_rows(*of, changes) for of, changes in self._days.items())
        move_days(connection, [row for each in rows for row in each])
        for learner_id, course in sorted(self._renewed):
            forget_frontiers(connection, learner_id, [course])
