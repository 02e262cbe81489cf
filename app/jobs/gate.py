"""One at a time, unless it takes long: then the next one need not wait for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer

PATIENCE_SECONDS = 1.0


class Gate:
    """What is sent by a process that is killed may come twice, so seldom more than one is under
    way; and what hangs holds up the next one for no longer than this.
    """

    def __init__(self, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._patience_seconds = patience_seconds
        self._free = Lock()

    @contextmanager
    def passing(self) -> Iterator[None]:
        self._free.acquire()
        mine = Lock()

        def leave() -> None:
            if mine.acquire(blocking=False):
                self._free.release()

        timer = Timer(self._patience_seconds, leave)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            leave()
