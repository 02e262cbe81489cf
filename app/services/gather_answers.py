"""Answers that come at one time are taken in together, so that they share what a commit costs.

One thread does it, so that neither an event loop nor Flask's threads wait for one another's turn.
"""

import threading
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from queue import SimpleQueue
from typing import TypeAlias

from app.ledger.ledger import Ledger
from app.ledger.problems import Busy, Damaged, LedgerProblem, NoRoom, ReadOnly
from app.library.shelf import Library
from app.services.take_answers import Sent, Taken, take_answers, take_answers_together

MOST_LEARNERS = 64
EVERYBODYS = (Busy, NoRoom, ReadOnly, Damaged)

Told: TypeAlias = "tuple[Taken, ...] | LedgerProblem | None"
Read = Callable[[], Sent | None]
Tell = Callable[[Told], None]
Asked = tuple[Sent | None, Tell]


class Gathering:
    def __init__(self, ledger: Ledger, library: Library, clock: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._library = library
        self._clock = clock
        self._waiting: SimpleQueue[tuple[Read, Tell]] = SimpleQueue()
        self._gate = threading.Lock()
        self._runs = False

    def put(self, read: Read, tell: Tell) -> None:
        """Both are called in the thread that gathers. Nothing is told of what cannot be read or
        taken together with others: it may be taken alone, which finds out why."""
        self._waiting.put((read, tell))
        if not self._runs:
            self._begin()

    def take(self, sent: Sent) -> tuple[Taken, ...]:
        """One result an event, in their order, as soon as all that was taken is safe."""
        told: Future[Told] = Future()
        self.put(lambda: sent, told.set_result)
        taken = told.result()
        if isinstance(taken, LedgerProblem):
            raise taken
        if taken is not None:
            return taken
        return take_answers(self._ledger, self._library.now(), sent, self._clock())

    def _begin(self) -> None:
        """Not before there is work, or a process that forks would leave the thread behind."""
        with self._gate:
            if not self._runs:
                self._runs = True
                threading.Thread(target=self._run, name="gathering", daemon=True).start()

    def _run(self) -> None:
        """Whoever sends twice is taken once a round, with who has come since: nobody's many
        answers hold up another's one."""
        later: list[Asked] = []
        while True:
            asked = later or [self._next()]
            while not self._waiting.empty():
                asked.append(self._next())
            now, later = _one_of_each(asked)
            problem = self._take(now)
            if problem:
                later = self._send_away(problem, later)

    def _next(self) -> Asked:
        read, tell = self._waiting.get()
        return read_or_none(read), tell

    def _take(self, asked: Sequence[tuple[Sent, Tell]]) -> LedgerProblem | None:
        """What keeps everybody from the ledger, if it does."""
        told: Sequence[Told]
        found = None
        try:
            sent = [each for each, _ in asked]
            told = take_answers_together(self._ledger, self._library.now(), sent, self._clock())
        except EVERYBODYS as problem:
            found = problem
            told = [problem] * len(asked)
        except Exception:  # noqa: BLE001 - each is then taken alone, and whose fault it is shows
            told = [None] * len(asked)
        for (_, tell), each in zip(asked, told, strict=True):
            _say(tell, each)
        return found

    def _send_away(self, problem: LedgerProblem, later: list[Asked]) -> list[Asked]:
        """Who waits meanwhile would wait for the same lock, and as long again."""
        for _, tell in later:
            _say(tell, problem)
        while not self._waiting.empty():
            _, tell = self._waiting.get()
            _say(tell, problem)
        return []


def read_or_none(read: Read) -> Sent | None:
    try:
        return read()
    except Exception:  # noqa: BLE001 - whoever takes it alone finds out what is wrong
        return None


def _say(tell: Tell, told: Told) -> None:
    """Whoever cannot be told must not cost the others their answer, and the thread its life."""
    try:
        tell(told)
    except Exception:  # noqa: BLE001 - it is told where a fault of the server's is looked for
        traceback.print_exc()


def _one_of_each(
    asked: Sequence[Asked],
) -> tuple[list[tuple[Sent, Tell]], list[Asked]]:
    """Each learner's first, as many as go together, and the others, in the order they came."""
    now: dict[int, tuple[Sent, Tell]] = {}
    later: list[Asked] = []
    for sent, tell in asked:
        if sent is None:
            _say(tell, None)
        elif sent.learner.learner_id in now or len(now) == MOST_LEARNERS:
            later.append((sent, tell))
        else:
            now[sent.learner.learner_id] = sent, tell
    return list(now.values()), later
