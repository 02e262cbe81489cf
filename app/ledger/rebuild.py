"""Folds a learner's whole log anew beside what is in use, and takes it into use at the end."""

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import Connection, select

from app.core.errors import NotFound
from app.core.events import Event
from app.core.xp import DayTally
from app.ledger.days import Day, add_days, day_rows, move_days
from app.ledger.editions import Edition, new_edition, take_into_use
from app.ledger.folding import folded
from app.ledger.ledger import Ledger
from app.ledger.log import events_of_cards, events_since, next_cards
from app.ledger.refold import Refolding
from app.ledger.schedulers import chosen
from app.ledger.schedules import add_schedules, schedule_row
from app.ledger.settings import LearnerSettings
from app.ledger.tables import learners

Progress = Callable[[int, int], object]


def rebuild(ledger: Ledger, learner_id: int, progress: Progress = lambda done, total: None) -> int:
    """With the scheduler that the learner has chosen; tells how many cards there are.

    Answers go on meanwhile: what came in since is folded with the last step, under the lock.
    """
    return _Rebuild(ledger, learner_id, progress).run()


class _Rebuild:
    def __init__(self, ledger: Ledger, learner_id: int, progress: Progress) -> None:
        self._ledger = ledger
        self._learner_id = learner_id
        self._progress = progress
        self._days: dict[Day, DayTally] = {}

    def run(self) -> int:
        self._count_values("events")
        edition, up_to = self._ledger.write(self._begin)
        done, cards, last = 0, 0, ""
        while logs := self._next(last, up_to):
            last = next(reversed(logs))
            rows = [self._row(card_id, log, edition) for card_id, log in logs.items()]
            self._ledger.write(partial(add_schedules, rows=rows))
            cards += len(logs)
            done += sum(map(len, logs.values()))
            self._progress(done, up_to)
        self._ledger.write(partial(self._finish, edition=edition, up_to=up_to))
        self._count_values("derived_schedule")
        return cards

    def _count_values(self, table: str) -> None:
        """A server plans by what it knows of a table, and of new rows it knows nothing yet: it
        would sort the whole log anew for each portion."""
        if not self._ledger.is_file:
            count = f"ANALYZE (SKIP_LOCKED) {table}"
            self._ledger.write(lambda connection: connection.exec_driver_sql(count))

    def _begin(self, connection: Connection) -> tuple[Edition, int]:
        """Each rebuild has a number of its own, so that two of them never mix their rows."""
        mine = learners.c.learner_id == self._learner_id
        asked = select(learners.c.settings, learners.c.events).where(mine).with_for_update()
        learner = connection.execute(asked).first()
        if learner is None:
            raise NotFound(f"there is no learner {self._learner_id}")
        name = chosen(LearnerSettings.of_text(learner.settings))
        return new_edition(connection, self._learner_id, name), learner.events

    def _next(self, after_card: str, up_to: int) -> dict[str, list[Event]]:
        with self._ledger.read() as connection:
            return next_cards(connection, self._learner_id, after_card=after_card, up_to=up_to)

    def _row(self, card_id: str, events: list[Event], edition: Edition) -> dict[str, Any]:
        result = folded(card_id, events, edition.scheduler)
        add_days(self._days, card_id, result.days)
        return schedule_row(self._learner_id, edition.number, result.schedule, edition.scheduler)

    def _finish(self, connection: Connection, edition: Edition, up_to: int) -> None:
        """Under the learner's lock, so that nothing comes in between the last look and the flip."""
        mine = learners.c.learner_id == self._learner_id
        connection.execute(select(learners.c.learner_id).where(mine).with_for_update())
        move_days(connection, day_rows(self._learner_id, edition.number, self._days))
        self._catch_up(connection, edition, up_to)
        take_into_use(connection, edition)

    def _catch_up(self, connection: Connection, edition: Edition, up_to: int) -> None:
        """With what came in while the others were folded."""
        late = events_since(connection, self._learner_id, up_to)
        cards, new = sorted({event.card_id for event in late}), {event.id for event in late}
        refolding = Refolding()
        for card_id, log in events_of_cards(connection, self._learner_id, cards).items():
            refolding.refold(edition, card_id, log, new)
        refolding.put(connection)
