"""A card's history in words: what each step did, and why the card comes when it does."""

from collections.abc import Sequence
from datetime import date

from app.core.counting import Why
from app.core.events import Buried, Grade, Reset, Resumed, Reviewed, Suspended, Voided
from app.core.schedule import Schedule, Step

MONTHS = (
    "January February March April May June July August September October November December".split()
)
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
SHORTEST_LIST = 3
DONE = {Suspended: "Set aside.", Resumed: "Brought back.", Reset: "Begun anew."}


def told_day(day: date, today: date) -> str:
    """The year only where it is another one."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def told_days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"


def told_step(step: Step, today: date) -> str:
    event = step.event
    if step.why is Why.UNDONE:
        return "Taken back: as if it had never been."
    match event:
        case Reviewed():
            return f"{event.grade.value.capitalize()}. {_told_answer(step, today)}"
        case Buried():
            return f"Put off until {told_day(event.until_day, today)}."
        case Voided():
            return "Took back an earlier one."
    return DONE[type(event)]


def _told_answer(step: Step, today: date) -> str:
    if not step.counted or step.after.due_on is None:
        return f"The schedule stays as it was: {step.why}."
    gap = told_days(step.after.interval_days)
    return (
        f"Counted, since {step.why}: the gap is {gap}, so it is due on {_due(step.after, today)}."
    )


def _due(after: Schedule, today: date) -> str:
    assert after.due_on
    assert after.counted_on
    day = told_day(after.due_on, today)
    moved = (after.due_on - after.counted_on).days - after.interval_days
    if not moved:
        return day
    way = "later" if moved > 0 else "earlier"
    return f"{day} ({told_days(abs(moved))} {way}, so that a lesson's cards come apart)"


def told_why(schedule: Schedule, steps: Sequence[Step], today: date) -> str:
    """Why this date?"""
    counted = [step for step in steps if step.counted]
    sentences = [_told_answers(counted, today)] if schedule.due_on else ["This card is new to you."]
    if schedule.due_on and counted:
        sentences.append(_told_gap(counted, schedule, today))
    if schedule.suspended:
        sentences.append("It is set aside until you bring it back.")
    elif schedule.buried_until and schedule.buried_until > today:
        sentences.append(f"You put it off until {told_day(schedule.buried_until, today)}.")
    return " ".join(sentences)


def _told_answers(counted: Sequence[Step], today: date) -> str:
    days = [day for step in counted if (day := step.after.counted_on)]
    if len(days) > SHORTEST_LIST:
        return f"You answered this on {len(days)} days, last on {told_day(days[-1], today)}."
    return f"You answered this on {_told_days_of(days, today)}."


def _told_days_of(days: Sequence[date], today: date) -> str:
    """ "12 and 13 November": a month is named once."""
    *before, last = days
    told = told_day(last, today)
    for day, following in zip(reversed(before), reversed(days), strict=False):
        same = (day.year, day.month) == (following.year, following.month)
        joint = " and " if following is last else ", "
        told = f"{day.day if same else told_day(day, today)}{joint}{told}"
    return told


def _told_gap(counted: Sequence[Step], schedule: Schedule, today: date) -> str:
    gap, due = told_days(schedule.interval_days), _due(schedule, today)
    known = 0
    for step in reversed(counted):
        if isinstance(step.event, Reviewed) and step.event.grade is Grade.FORGOT:
            break
        known += 1
    if not known:
        return f"You had forgotten it, so the gap begins again with {gap}: it is due on {due}."
    nth = ORDINALS[known - 1] if known <= len(ORDINALS) else f"{known}th"
    return f'After the {nth} "got it" the gap is {gap}, so it is due on {due}.'
