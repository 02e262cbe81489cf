"""SQLite's own queue of writers is unfair, so writers of one process wait here, in turn.

Who comes while another commits shares the next commit with all who wait: a commit's cost is the
disk's, and it is the same for one answer and for forty.
"""

import threading
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

T = TypeVar("T")
MOST_TOGETHER = 64


class Turns:
    def __init__(self, writer: Engine) -> None:
        self._writer = writer
        self._gate = threading.Lock()
        self._led = False
        self._waiting: deque[_Turn] = deque()

    def take(self, work: Callable[[Connection], T]) -> T:
        turn = _Turn(work)
        with self._gate:
            self._waiting.append(turn)
            leads, self._led = not self._led, True
        if not leads:
            turn.called.wait()
        if not turn.over:
            self._lead()
        done: T = turn.outcome()
        return done

    def _lead(self) -> None:
        """Whoever leads is the first that waits; the next one leads the next commit."""
        with self._gate:
            turns = [self._waiting.popleft() for _ in range(self._together())]
        self._commit(turns)
        for turn in turns:
            turn.called.set()
        with self._gate:
            if self._waiting:
                self._waiting[0].called.set()
            else:
                self._led = False

    def _all_that_wait(self) -> "list[_Turn]":
        with self._gate:
            waiting = list(self._waiting)
            self._waiting.clear()
        return waiting

    def _together(self) -> int:
        return min(len(self._waiting), MOST_TOGETHER)

    def _commit(self, turns: "list[_Turn]") -> None:
        """Nobody is answered before the commit; if it fails, all of them hear so. If it could not
        even begin, who waits meanwhile would wait for the same lock, and as long again."""
        begun = False
        try:
            with self._writer.begin() as connection:
                begun = True
                for turn in turns:
                    turn.run(connection, alone=len(turns) == 1)
        except BaseException as error:  # noqa: BLE001 - each waiting thread raises it
            turns += () if begun else self._all_that_wait()
            for turn in turns:
                turn.error = turn.error or error
        finally:
            for turn in turns:
                turn.over = True


class _Turn:
    """One writer's work and what came of it, which nobody is told before the commit."""

    def __init__(self, work: Callable[[Connection], Any]) -> None:
        self._work = work
        self._value: Any = None
        self.error: BaseException | None = None
        self.over = False
        self.called = threading.Event()

    def run(self, connection: Connection, *, alone: bool) -> None:
        """A part of the transaction that can be taken back alone, begun past SQLAlchemy, which
        takes thirty times as long over it as SQLite."""
        if alone:
            self._value = self._work(connection)
            return
        driver: Any = connection.connection.driver_connection
        driver.execute("SAVEPOINT turn")
        try:
            self._value = self._work(connection)
        except Exception as error:  # noqa: BLE001 - this writer's own, the others go on
            self.error = error
            self._take_back(driver, error)
        driver.execute("RELEASE turn")

    @staticmethod
    def _take_back(driver: Any, error: Exception) -> None:
        """A full disk may have ended the whole transaction; then that is everybody's error."""
        try:
            driver.execute("ROLLBACK TO turn")
        except Exception:  # noqa: BLE001 - whatever it says, there is nothing left to go on with
            raise error from None

    def outcome(self) -> Any:
        if self.error:
            raise self.error
        return self._value
