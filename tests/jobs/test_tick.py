"""The clock of the reminders goes on, whatever is done to the machine's."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from threading import Event, Thread
from typing import Self

import pytest

from app.jobs.tick import Steadily, tick_until

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
EVERY = timedelta(milliseconds=5)


def ticking(tick: Callable[[], None], stopped: Event) -> Thread:
    thread = Thread(target=tick_until, args=(stopped, tick, EVERY), daemon=True)
    thread.start()
    return thread


def test_it_ticks_at_once_and_then_again_until_it_is_stopped() -> None:
    ticks, stopped, enough = [], Event(), Event()

    def tick() -> None:
        ticks.append(1)
        if len(ticks) >= 3:
            enough.set()

    thread = ticking(tick, stopped)
    assert enough.wait(60)
    stopped.set()
    thread.join(60)
    assert not thread.is_alive()


def test_no_two_ticks_are_under_way_at_one_time() -> None:
    under_way, seen, stopped, enough = [], [], Event(), Event()

    def tick() -> None:
        under_way.append(1)
        seen.append(len(under_way))
        enough.wait(0.05)
        under_way.pop()
        if len(seen) >= 4:
            enough.set()

    thread = ticking(tick, stopped)
    assert enough.wait(60)
    stopped.set()
    thread.join(60)
    assert set(seen) == {1}


def test_a_clock_set_forward_makes_no_tick_up() -> None:
    steadily = Steadily(timedelta(seconds=15))
    assert steadily.get_next_fire_time(None, NOW) == NOW
    missed = datetime(1970, 1, 1, tzinfo=UTC)
    assert steadily.get_next_fire_time(missed, NOW) == NOW + timedelta(seconds=15)


def test_a_clock_set_back_does_not_stop_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock that the job waits by is a year behind from the second tick on."""
    ticks, stopped, enough = [], Event(), Event()

    def tick() -> None:
        ticks.append(1)
        if len(ticks) >= 4:
            enough.set()

    class SetBack(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            real = super().now(tz)
            return real - timedelta(days=365) if ticks else real

    for module in ("app.jobs.tick", "apscheduler.schedulers.base", "apscheduler.executors.base"):
        monkeypatch.setattr(f"{module}.datetime", SetBack)
    thread = ticking(tick, stopped)
    assert enough.wait(60)
    stopped.set()
    thread.join(60)
