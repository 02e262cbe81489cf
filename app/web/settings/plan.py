"""The days and the time of a reminder, as a form has them."""

from datetime import time

from werkzeug.datastructures import MultiDict

from app.core.errors import DrillbookError
from app.core.reminders.calendar import Plan

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# What is offered: every day, before most days begin.
NO_PLAN = Plan(frozenset(range(7)), time(7, 30))
Form = MultiDict[str, str]


class NoDays(DrillbookError):
    """A plan needs one at least."""


class NoTime(DrillbookError):
    """What was typed is none."""


def plan_of(form: Form) -> Plan:
    weekdays = frozenset(day for day in range(7) if str(day) in form.getlist("day"))
    if not weekdays:
        raise NoDays("no day of the week is chosen", "choose one or more")
    at = _time(form.get("at", ""))
    if at is None:
        raise NoTime("this is no time of day", "write it like 07:30")
    return Plan(weekdays, at)


def typed_plan(form: Form) -> Plan:
    """As much of it as can be read, for a form that is shown again."""
    weekdays = frozenset(day for day in range(7) if str(day) in form.getlist("day"))
    return Plan(weekdays, _time(form.get("at", "")) or NO_PLAN.at)


def _time(text: str) -> time | None:
    """Whole minutes: a clock that people look at has no more."""
    try:
        return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None
