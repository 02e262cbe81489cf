"""What a reminder says, in the same words over every channel."""

from app.notify.channel import Reminder

MOST_NAMED = 2
LONGEST_QUESTION = 600


def headline(reminder: Reminder) -> str:
    """All of it that has to be known, for a subject or a title; only a test comes for nothing."""
    if not reminder.count:
        return "Nothing to review just now"
    where = f" in {listed(reminder.courses)}" if reminder.courses else ""
    minutes = "1 minute" if reminder.minutes <= 1 else f"{reminder.minutes:,} minutes"
    return f"{reminder.count:,} to review{where}, about {minutes}"


def listed(courses: tuple[str, ...]) -> str:
    named = [one_line(title) for title in courses]
    if len(named) > MOST_NAMED + 1:
        named = [*named[:MOST_NAMED], f"{len(named) - MOST_NAMED} more courses"]
    *before, last = named
    return f"{', '.join(before)} and {last}" if before else last


def question(reminder: Reminder, most: int = LONGEST_QUESTION) -> str:
    """The beginning of a long one: who wants to answer it opens it anyway."""
    return shortened(one_line(reminder.question), most)


def shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
