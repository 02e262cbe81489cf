"""When something was or will be, as one says it: by the learner's own days."""

from datetime import date, datetime

from app.services.gather_sitting import day_of
from app.web import words
from app.web.clock import now
from app.web.who import the_learner


def on_day(at: datetime) -> str:
    today, day = _days(at)
    days = (today - day).days
    if days < 2:
        return "yesterday" if days == 1 else "today"
    return f"on {words.date_in_words(day, today)}"


def until_day(at: datetime) -> str:
    """Of what is to come."""
    today, day = _days(at)
    return "today" if day == today else words.on_day(day, today)


def _days(at: datetime) -> tuple[date, date]:
    return day_of(the_learner(), now()), day_of(the_learner(), at)
