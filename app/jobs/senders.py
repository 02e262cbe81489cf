"""A few threads for each lane, so that what is slow in one keeps none of the others waiting."""

from collections.abc import Callable
from threading import Event, Thread

from app.core.reminders.kinds import LANES
from app.jobs.gate import Gate

SendNext = Callable[[str], bool]


class Senders:
    """Each empties its lane when it is woken; `send_next` says whether there was anything. Once it
    is `stopped`, what is being sent is sent to its end, and the rest is for whoever comes next.
    """

    def __init__(self, send_next: SendNext, threads: int, stopped: Event) -> None:
        self._send_next = send_next
        self._ending = Event()
        self._stopped = stopped
        self._threads: list[tuple[Thread, Event]] = []
        for lane in LANES:
            gate = Gate()
            for number in range(threads):
                woken = Event()
                name = f"{lane} {number + 1}"
                thread = Thread(target=self._run, args=(lane, gate, woken), name=name, daemon=True)
                self._threads.append((thread, woken))
                thread.start()

    def wake(self) -> None:
        for _, woken in self._threads:
            woken.set()

    def finish(self) -> None:
        """All that waits now is sent, unless it is stopped."""
        self._ending.set()
        self.wake()
        for thread, _ in self._threads:
            thread.join()

    def _run(self, lane: str, gate: Gate, woken: Event) -> None:
        while True:
            woken.wait()
            woken.clear()
            while self._goes_on(lane, gate):
                pass
            if self._ending.is_set():
                return

    def _goes_on(self, lane: str, gate: Gate) -> bool:
        with gate.passing():
            return not self._stopped.is_set() and self._send_next(lane)
