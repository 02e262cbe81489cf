"""Reminders in words, for the pages of the settings."""

from datetime import date, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from app.core.reminders.calendar import Plan, local_date
from app.core.reminders.decide import Rule
from app.core.reminders.kinds import Kind
from app.core.reminders.pauses import goes_on_from
from app.services.manage_learners import Learner
from app.services.reminder_settings import Delivery, ReminderChannel, State
from app.services.set_up_reminders import Later, Never, OperatorFault, Outcome, Sent
from app.web.words import capitalised, date_in_words, listed, on_day

WAYS = {Kind.EMAIL: "By mail", Kind.PUSH: "In a browser", Kind.WEBHOOK: "By webhook"}
BY_LEARNER = "you switched it off"
SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ALL, WORKDAYS, WEEKEND = frozenset(range(7)), frozenset(range(5)), frozenset((5, 6))
STATES = {
    State.WAITING: "waits to be sent again",
    State.SENT: "sent",
    State.NOT_NEEDED: "not needed",
    State.GIVEN_UP: "given up",
    State.FAILED: "could not be delivered",
}


def way(kind: Kind) -> str:
    return WAYS[kind]


def title(channel: ReminderChannel) -> str:
    """Of a webhook's long address what it begins with; nobody reads a browser's."""
    match channel.kind:
        case Kind.EMAIL:
            return f"By mail to {channel.where_to}"
        case Kind.PUSH:
            return f"In {channel.device}"
        case Kind.WEBHOOK:
            return f"By webhook to {urlsplit(channel.where_to).netloc}"


def place(channel: ReminderChannel) -> str:
    """All of it, where its learner can read it."""
    return capitalised(channel.device) if channel.kind is Kind.PUSH else channel.where_to


def plan(plan: Plan) -> str:
    return f"{_days(plan.weekdays)} at {plan.at:%H:%M}"


def _days(weekdays: frozenset[int]) -> str:
    if weekdays == ALL:
        return "Every day"
    if weekdays == WORKDAYS:
        return "Monday to Friday"
    if weekdays == WEEKEND:
        return "Saturday and Sunday"
    return listed([SHORT[day] for day in sorted(weekdays)])


def standing(channel: ReminderChannel, today: date) -> str:
    """What holds it up, or that nothing does."""
    rule = channel.rule
    if channel.off_because:
        return f"Off: {channel.off_because}."
    if not channel.confirmed_at:
        return "Not confirmed yet: open the link in the mail that went there."
    if until := paused_until(rule, today):
        return f"Paused: again from {_from(until, today)}."
    if rule.last_on and rule.unanswered:
        again = goes_on_from(rule.last_on, rule.unanswered)
        if again is None:
            return "Silent until you drill again, since the last ones were not answered."
        if again > today:
            return f"Waits until {_from(again, today)}, since the last one was not answered."
    return "On."


def paused_until(rule: Rule, today: date) -> date | None:
    """By its learner, who can also end it."""
    until = rule.snoozed_until
    return until if until and until > today else None


def delivery(each: Delivery, learner: Learner, today: date) -> str:
    day = "Today" if each.for_on == today else date_in_words(each.for_on, today)
    said = STATES[each.state]
    if each.sent_at:
        said = f"{said} at {each.sent_at.astimezone(ZoneInfo(learner.settings.zone)):%H:%M}"
    return f"{day}: {said}{f', {each.told}' if each.told and not each.sent_at else ''}."


def came(outcome: Outcome, *, to_operator: bool) -> str:
    """Of a test: what the other side said, word for word as far as it is for whoever reads it."""
    match outcome:
        case Sent():
            return "Sent. It is on its way."
        case Later(why):
            return f"Not taken this time: {why}. A real one would be tried again."
        case Never(why):
            return f"It cannot arrive there: {why}."
        case OperatorFault(why):
            told = f": {why}" if to_operator else ""
            return f"This Drillbook could not send it{told}. Whoever runs it can mend that."


def today(learner: Learner, now: datetime) -> date:
    return local_date(now, ZoneInfo(learner.settings.zone))


def _from(day: date, today: date) -> str:
    return on_day(day, today).removeprefix("on ")
