"""APScheduler ticks, and only ticks: what is to be sent is in the ledger and nowhere else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event

from apscheduler.schedulers.background import (  # type: ignore[import-untyped]
    BackgroundScheduler,
)
from apscheduler.triggers.base import BaseTrigger  # type: ignore[import-untyped]

EVERY = timedelta(seconds=15)


class Steadily(BaseTrigger):  # type: ignore[misc]
    """Counts from now. APScheduler's own interval makes up each tick that a clock set forward
    has left out, all in a list: fifty years of them for a machine that starts in 1970.
    """

    def __init__(self, every: timedelta) -> None:
        self._every = every

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        return now if previous is None else now + self._every


def tick_until(stopped: Event, tick: Callable[[], None], every: timedelta = EVERY) -> None:
    """The first tick at once, and never two at a time."""
    scheduler = BackgroundScheduler(timezone=UTC)
    job = scheduler.add_job(
        tick, Steadily(every), coalesce=True, misfire_grace_time=None, max_instances=1
    )
    scheduler.start()
    try:
        while not stopped.wait(every.total_seconds()):
            now = datetime.now(UTC)
            if job.next_run_time > now + 2 * every:  # the clock was set back
                job.modify(next_run_time=now)
    finally:
        scheduler.shutdown()
