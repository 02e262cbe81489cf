"""How commands that run until they are told to stop hear of it."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

TOLD = frozenset({signal.SIGINT, signal.SIGTERM})


def ignore_being_told_again() -> None:
    """Python drops its handlers while it ends, so one more signal would kill it: no clean exit."""
    for sign in TOLD:
        signal.signal(sign, signal.SIG_IGN)


def keep_from_being_told() -> None:
    """This thread, those that it starts and its programs, until one of them asks."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, TOLD)


@contextmanager
def set_if_told(stopped: Event) -> Iterator[None]:
    """For what ends by itself, and whose main thread never touches this event: see below."""
    before = {sign: signal.signal(sign, lambda *_: stopped.set()) for sign in TOLD}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def set_when_told(stopped: Event) -> None:
    """By a thread that waits for it. A handler would run in the midst of the main thread, perhaps
    while that holds the lock of this very event, and wait for itself for ever.
    """
    keep_from_being_told()
    if sys.platform == "win32":
        for sign in TOLD:
            signal.signal(sign, lambda *_: stopped.set())
    else:
        Thread(target=_wait_to_be_told, args=(stopped,), daemon=True).start()


def _wait_to_be_told(stopped: Event) -> None:
    signal.sigwait(TOLD)
    stopped.set()
