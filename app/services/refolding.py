"""Makes schedules anew while the service goes on: one learner's after another's.

The old ones stay in use until the new ones are whole, so the thread may die with its process.
What it left undone the ledger shows, and whoever it concerns may have it go on.
"""

import logging
import threading
from collections import deque
from dataclasses import dataclass

from app.ledger.editions import find_edition
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.rebuild import rebuild
from app.ledger.schedulers import chosen

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class UnderWay:
    """How many of the events are folded."""

    done: int
    total: int


def needs_refolding(ledger: Ledger, learner: Learner) -> bool:
    """What is in use was made with another scheduler than the chosen one, or by another program."""
    with ledger.read() as connection:
        edition = find_edition(connection, learner.learner_id)
    if edition is None or not edition.is_current:
        return True
    return edition.scheduler_name != chosen(learner.settings)


class Refolding:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._waiting: deque[int] = deque()
        self._under_way: dict[int, UnderWay] = {}
        self._runs = False

    def start(self, learner: Learner) -> None:
        """Also while the learner's last one is under way: it may have begun with other settings."""
        with self._lock:
            if learner.learner_id not in self._waiting:
                self._waiting.append(learner.learner_id)
                self._under_way.setdefault(learner.learner_id, UnderWay(0, learner.events))
            if not self._runs:
                self._runs = True
                threading.Thread(target=self._run, name="refolding", daemon=True).start()

    def find(self, learner: Learner) -> UnderWay | None:
        """None once it is done, and where another process does it."""
        return self._under_way.get(learner.learner_id)

    def _run(self) -> None:
        while (learner_id := self._next()) is not None:
            try:
                self._refold(learner_id)
            except Exception:
                log.exception("the schedules of learner %d were not made anew", learner_id)
            self._over(learner_id)

    def _next(self) -> int | None:
        with self._lock:
            self._runs = bool(self._waiting)
            return self._waiting.popleft() if self._waiting else None

    def _refold(self, learner_id: int) -> None:
        def progress(done: int, total: int) -> None:
            self._under_way[learner_id] = UnderWay(done, total)

        rebuild(self._ledger, learner_id, progress)

    def _over(self, learner_id: int) -> None:
        with self._lock:
            if learner_id not in self._waiting:
                self._under_way.pop(learner_id, None)
