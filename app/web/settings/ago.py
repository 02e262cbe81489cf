"""When something was, as one says it: by the learner's own days."""

from datetime import datetime

from app.services.gather_sitting import day_of
from app.web.clock import now
from app.web.who import the_learner
from app.web.words import date_in_words


def on_day(at: datetime) -> str:
    today, day = day_of(the_learner(), now()), day_of(the_learner(), at)
    days = (today - day).days
    if days < 2:
        return "yesterday" if days == 1 else "today"
    return f"on {date_in_words(day, today)}"
