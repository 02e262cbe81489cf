"""Writers of one process wait here, in turn: SQLite's own queue of them is unfair.

Who comes while another commits shares the next commit with all who wait, if they write alike: a
commit's cost is the disk's, and it is the same for one answer and for forty.
"""

import threading
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from contextlib import AbstractContextManager
from typing import Any, TypeVar

from sqlalchemy import Connection

P = TypeVar("P")
T = TypeVar("T")
Together = Callable[[Connection, Sequence[P]], Sequence[T]]
MOST_TOGETHER = 64


class Turns:
    def __init__(self, begin: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._begin = begin
        self._gate = threading.Lock()
        self._led = False
        self._waiting: deque[_Turn] = deque()

    def take(self, work: Callable[[Connection], T]) -> T:
        """In a transaction of its own."""
        done: T = self._done(_Turn(lambda connection, _: [work(connection)], None, None))
        return done

    def take_together(self, work: Together[P, T], part: P, whose: Hashable) -> T:
        """`work` gets the parts of all who wait with this same work, but one of each."""
        done: T = self._done(_Turn(work, part, whose))
        return done

    def _done(self, turn: "_Turn") -> Any:
        with self._gate:
            self._waiting.append(turn)
            leads, self._led = not self._led, True
        if not leads:
            turn.called.acquire()
        if not turn.over:
            self._lead()
        if turn.error:
            raise turn.error
        return turn.value

    def _lead(self) -> None:
        """Whoever leads is the first that waits; the next one leads the next commit."""
        with self._gate:
            turns = self._next()
        self._commit(turns)
        for turn in turns[1:]:
            turn.called.release()
        with self._gate:
            if self._waiting:
                self._waiting[0].called.release()
            else:
                self._led = False

    def _next(self) -> "list[_Turn]":
        first = self._waiting.popleft()
        turns, who = [first], {first.whose}
        while self._waiting and len(turns) < MOST_TOGETHER:
            another = self._waiting[0]
            if another.work is not first.work or another.whose in who:
                break
            turns.append(self._waiting.popleft())
            who.add(another.whose)
        return turns

    def _commit(self, turns: "list[_Turn]") -> None:
        """Nobody is answered before the commit; if it fails, all of them hear so. If it could not
        even begin, who waits meanwhile would wait for the same lock, and as long again."""
        begun = False
        try:
            with self._begin() as connection:
                begun = True
                done = turns[0].work(connection, [turn.part for turn in turns])
            for turn, value in zip(turns, done, strict=True):
                turn.value = value
        except BaseException as error:  # noqa: BLE001 - each waiting thread raises it
            turns += () if begun else self._all_that_wait()
            for turn in turns:
                turn.error = error
        finally:
            for turn in turns:
                turn.over = True

    def _all_that_wait(self) -> "list[_Turn]":
        with self._gate:
            waiting = list(self._waiting)
            self._waiting.clear()
        return waiting


class _Turn:
    """One writer's part and what came of it, which nobody is told before the commit."""

    __slots__ = ("called", "error", "over", "part", "value", "whose", "work")

    def __init__(self, work: Together[Any, Any], part: Any, whose: Hashable) -> None:
        self.work, self.part, self.whose = work, part, whose
        self.value: Any = None
        self.error: BaseException | None = None
        self.over = False
        self.called = threading.Lock()
        self.called.acquire()
