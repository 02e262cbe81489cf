"""How counts and days are said: a count of one has its own wording."""

from datetime import date

from flask import Flask

A_WEEK = 7
MOST_OF_A_YEAR = 330


def attach(app: Flask) -> None:
    app.jinja_env.filters.update(counted=counted, day_in_words=day_in_words)


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


def on_day(on: date, today: date) -> str:
    """ "through tomorrow", but "through on Friday"."""
    words = day_in_words(on, today)
    return words if words == "tomorrow" else f"on {words}"


def listed(words: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
