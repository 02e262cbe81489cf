"""How likely a card is recalled on a day: one prediction for queue, lesson pages and reminders."""

from datetime import date

from app.core.schedule import Schedule
from app.core.scheduler import Scheduler


def predicted_recall(schedule: Schedule, scheduler: Scheduler, day: date) -> float:
    """From the scheduler's model of forgetting; without one, 0.9 on the day it is due."""
    if schedule.memory is None or schedule.counted_on is None:
        return 0.0
    elapsed = max(0, (day - schedule.counted_on).days)
    return scheduler.recall_after(elapsed / recall_days(schedule, scheduler))


def recall_days(schedule: Schedule, scheduler: Scheduler) -> float:
    """After how many days recall has fallen to 0.9; 0 for a new card.

    Recall falls with (day - counted_on) / recall_days under either scheduler, so a store can
    keep this number and sort by that fraction instead of computing any power.
    """
    if schedule.memory is None or schedule.due_on is None or schedule.counted_on is None:
        return 0.0
    holds = scheduler.holds_days(schedule.memory)
    return float((schedule.due_on - schedule.counted_on).days) if holds is None else holds
