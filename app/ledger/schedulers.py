"""Which scheduler a learner's derived tables were made with, as one word that is kept."""

from functools import lru_cache

from app.core import schedulers
from app.core.schedule import Scheduler
from app.ledger.settings import LearnerSettings


def chosen(settings: LearnerSettings) -> str:
    """SM-2 has no retention to aim at, so another one there is not another schedule."""
    if settings.scheduler == schedulers.SchedulerName.SM2:
        return settings.scheduler
    return f"{settings.scheduler}:{settings.retention!r}"


@lru_cache(maxsize=64)
def scheduler_of(name: str) -> Scheduler:
    kind, _, retention = name.partition(":")
    return schedulers.scheduler_named(kind, *([float(retention)] if retention else []))
