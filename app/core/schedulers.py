"""The schedulers by the names that settings and commands give them."""

from enum import StrEnum

from app.core.retention import DEFAULT_RETENTION
from app.core.scheduler import Scheduler
from app.core.sm2 import Sm2


class SchedulerName(StrEnum):
    SM2 = "sm2"
    FSRS = "fsrs"


def scheduler_named(name: SchedulerName | str, retention: float = DEFAULT_RETENTION) -> Scheduler:
    """The engine is loaded for those who chose it only."""
    if SchedulerName(name) is SchedulerName.SM2:
        return Sm2()
    from app.core.fsrs import Fsrs

    return Fsrs(retention)
