"""Whether a reminder is sent, or why not: one answer for choosing, for sending and for telling."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from app.core.reminders.calendar import Plan, local_date, next_instant
from app.core.reminders.pauses import goes_on_from

ONE_DAY = timedelta(days=1)


class Why(StrEnum):
    OFF = "it is switched off"
    UNCONFIRMED = "it is not confirmed yet"
    ALREADY = "one was sent for this day"
    WRONG_DAY = "this day of the week was not chosen"
    SNOOZED = "it is paused"
    PAUSED = "the last ones were not answered, so it waits longer"
    SILENT = "many were not answered, so it is silent until a card is"
    STUDIED = "that day was studied already"
    NOTHING_DUE = "nothing is to review"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a learner chose for a channel, and how it went: `unanswered` reminders were sent since
    the learner last studied, the last of them for the day `last_on`.
    """

    plan: Plan
    is_on: bool = True
    is_confirmed: bool = True
    snoozed_until: date | None = None
    unanswered: int = 0
    last_on: date | None = None

    def answered(self) -> "Rule":
        return replace(self, unanswered=0)

    def seen_on(self, day: date) -> "Rule":
        """Who flew over the date line may be a day back. A day further ahead was written by a
        clock that was wrong, and would keep everything silent until it comes.
        """
        if self.last_on is None or self.last_on <= day + ONE_DAY:
            return self
        return replace(self, last_on=None, unanswered=0)


@dataclass(frozen=True, slots=True)
class Left:
    """Of the learner's study day."""

    cards: int
    studied: bool


def why_not(rule: Rule, on: date, left: Left | None = None) -> Why | None:
    """None for: send it. Without `left`, as far as the calendar and the learner's choice tell."""
    rule = rule.seen_on(on)
    return _by_choice(rule, on) or _by_pauses(rule, on) or (_by_work(left) if left else None)


def _by_choice(rule: Rule, on: date) -> Why | None:
    if not rule.is_on:
        return Why.OFF
    if not rule.is_confirmed:
        return Why.UNCONFIRMED
    if rule.last_on is not None and on <= rule.last_on:
        return Why.ALREADY
    if on.weekday() not in rule.plan.weekdays:
        return Why.WRONG_DAY
    return Why.SNOOZED if rule.snoozed_until is not None and on < rule.snoozed_until else None


def _by_pauses(rule: Rule, on: date) -> Why | None:
    if rule.last_on is None:
        return None
    goes_on = goes_on_from(rule.last_on, rule.unanswered)
    if goes_on is None:
        return Why.SILENT
    return Why.PAUSED if on < goes_on else None


def _by_work(left: Left) -> Why | None:
    if left.studied:
        return Why.STUDIED
    return None if left.cards else Why.NOTHING_DUE


def next_look(rule: Rule, zone: tzinfo, now: datetime) -> datetime | None:
    """When to decide next; a learner in a pause may come back any day, so each day is looked at."""
    if not (rule.is_on and rule.is_confirmed):
        return None
    rule = rule.seen_on(local_date(now, zone))
    after_last = rule.last_on + ONE_DAY if rule.last_on else date.min
    return next_instant(rule.plan, zone, now, max(after_last, rule.snoozed_until or date.min))
