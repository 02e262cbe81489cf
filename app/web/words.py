"""How counts and days are said: a count of one has its own wording."""

from datetime import date

from flask import Flask

A_WEEK = 7
MOST_OF_A_YEAR = 330


def attach(app: Flask) -> None:
    filters = (counted, day_in_words, date_in_words, capitalised)
    app.jinja_env.filters.update({each.__name__: each for each in filters})


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day_in_words(on: date, today: date) -> str:
    """A day to come: by its name within a week, and with its year where that could be missed."""
    days = (on - today).days
    if days == 1:
        return "tomorrow"
    if days < A_WEEK:
        return f"{on:%A}"
    return f"{on.day} {on:%B}" if days < MOST_OF_A_YEAR else f"{on.day} {on:%B %Y}"


def date_in_words(on: date, today: date) -> str:
    """A day of the past, with its year where that is another."""
    return f"{on.day} {on:%B}" if on.year == today.year else f"{on.day} {on:%B %Y}"


def capitalised(words: str) -> str:
    """The first letter only: a month keeps its own."""
    return words[:1].upper() + words[1:]


def on_day(on: date, today: date) -> str:
    """ "through tomorrow", but "through on Friday"."""
    words = day_in_words(on, today)
    return words if words == "tomorrow" else f"on {words}"


def listed(words: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
