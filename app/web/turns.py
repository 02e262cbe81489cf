"""Work that holds a thread for long: few at a time, and one a learner, so that pages go on."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from app.core.errors import DrillbookError


class NoTurn(DrillbookError):
    """The same request may be sent again, a little later."""


class Turns:
    """Of this process: where a service has several, each has as many."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._lock = Lock()
        self._taken: set[int] = set()

    @contextmanager
    def taken_by(self, learner_id: int) -> Iterator[None]:
        self._take(learner_id)
        try:
            yield
        finally:
            with self._lock:
                self._taken.remove(learner_id)

    def _take(self, learner_id: int) -> None:
        with self._lock:
            if learner_id in self._taken:
                raise NoTurn("a deck is being made for you already")
            if len(self._taken) >= self._at_once:
                raise NoTurn("decks are being made for others")
            self._taken.add(learner_id)
