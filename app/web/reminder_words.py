"""Reminders in words, for the pages of the settings."""

from datetime import date, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from app.core.reminders.calendar import Plan, local_date
from app.core.reminders.kinds import Kind
from app.core.reminders.pauses import goes_on_from
from app.services.manage_learners import Learner
from app.services.reminder_settings import Delivery, ReminderChannel, State
from app.services.set_up_reminders import Later, Never, OperatorFault, Outcome, Sent
from app.web.words import date_in_words, listed, on_day

NAMES = {Kind.EMAIL: "E-mail", Kind.PUSH: "Browser", Kind.WEBHOOK: "Webhook"}
BY_LEARNER = "you switched it off"
SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ALL, WORKDAYS, WEEKEND = frozenset(range(7)), frozenset(range(5)), frozenset((5, 6))
STATES = {
    State.WAITING: "Waits to be sent again",
    State.SENT: "Sent",
    State.NOT_NEEDED: "Not needed",
    State.GIVEN_UP: "Given up",
    State.FAILED: "Could not be delivered",
}


def title(channel: ReminderChannel) -> str:
    return f"{NAMES[channel.kind]}: {_called(channel)}"


def _called(channel: ReminderChannel) -> str:
    """Of a webhook's long address what it begins with; nobody reads a browser's."""
    if channel.kind is Kind.WEBHOOK:
        return urlsplit(channel.where_to).netloc
    return channel.device or ("gone" if channel.is_gone else channel.where_to)


def address(channel: ReminderChannel) -> str:
    """What the title leaves out and its learner wants to see."""
    return channel.where_to if channel.kind is Kind.WEBHOOK else ""


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
        return "Waits for you: press the link in the mail that went there."
    if rule.snoozed_until and rule.snoozed_until > today:
        return f"Snoozed: again from {_from(rule.snoozed_until, today)}."
    if rule.last_on and rule.unanswered:
        again = goes_on_from(rule.last_on, rule.unanswered)
        if again is None:
            return "Silent until you drill again, since the last ones were not answered."
        if again > today:
            return f"Waits until {_from(again, today)}, since the last one was not answered."
    return "On."


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
