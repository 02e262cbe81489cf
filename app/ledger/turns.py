"""Writers of one process wait here, in turn: SQLite's own queue of them is unfair."""

import threading
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")


class Turns:
    def __init__(self, begin: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._begin = begin
        self._gate = threading.Lock()
        self._taken = False
        self._waiting: deque[_Turn] = deque()

    def take(self, work: Callable[[Connection], T]) -> T:
        """In a transaction of its own."""
        turn = _Turn()
        with self._gate:
            waits, self._taken = self._taken, True
            if waits:
                self._waiting.append(turn)
        if waits:
            turn.called.acquire()
        if turn.error:
            raise turn.error
        try:
            return self._commit(work)
        finally:
            self._call_next()

    def _commit(self, work: Callable[[Connection], T]) -> T:
        """If it could not even begin, who waits meanwhile would wait for the same lock, and as
        long again."""
        begun = False
        try:
            with self._begin() as connection:
                begun = True
                return work(connection)
        except BaseException as error:
            if not begun:
                self._send_away(error)
            raise

    def _send_away(self, error: BaseException) -> None:
        with self._gate:
            waiting = list(self._waiting)
            self._waiting.clear()
        for turn in waiting:
            turn.error = error
            turn.called.release()

    def _call_next(self) -> None:
        with self._gate:
            self._taken = bool(self._waiting)
            if self._waiting:
                self._waiting.popleft().called.release()


class _Turn:
    __slots__ = ("called", "error")

    def __init__(self) -> None:
        self.error: BaseException | None = None
        self.called: Any = threading.Lock()
        self.called.acquire()
