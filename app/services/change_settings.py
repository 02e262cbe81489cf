"""A learner's settings as a form has them: all are changed, or each fault is told by its field."""

import difflib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from app.core.errors import DrillbookError
from app.ledger import learners
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.settings import LONGEST_CALLED, RANGES
from app.ledger.settings import TEXT_PERCENTS as TEXT_PERCENTS

Faults = dict[str, str]


@cache
def zones() -> list[str]:
    """As people look for them: by part of the world, without what only machines use."""
    return sorted(name for name in available_timezones() if "/" in name or name == "UTC")


def change_settings(ledger: Ledger, learner: Learner, form: Mapping[str, str]) -> Faults:
    """A box that is not ticked is not in the form."""
    changes: dict[str, Any] = {}
    faults: Faults = {}
    for name, read in READERS.items():
        try:
            changes[name] = read(form.get(name, ""))
            learner.settings.changed({name: changes[name]})
        except (ValueError, DrillbookError):
            faults[name] = _words(name, form.get(name, ""))
    if not faults:
        learners.change_settings(ledger, learner.learner_id, changes)
    return faults


def _whole(text: str) -> int:
    """Nothing that Python would read as a number besides digits."""
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise ValueError
    return int(text)


READERS: dict[str, Callable[[str], Any]] = {
    "called": str.strip,
    "zone": str.strip,
    "rollover_hour": _whole,
    "new_per_day": _whole,
    "cap_per_day": _whole,
    "buttons": _whole,
    "typed_answers": bool,
    "letter_keys": bool,
    "lesson_marks": bool,
    "theme": str,
    "text_percent": _whole,
}


def _words(name: str, given: str) -> str:
    if name == "called":
        return f"Use at most {LONGEST_CALLED} characters that can be shown."
    if name == "zone":
        near = difflib.get_close_matches(given, zones(), 1)
        return f"This is no time zone. {f'Is it {near[0]}?' if near else 'Try Europe/Paris.'}"
    if name in RANGES:
        low, high = RANGES[name]
        return f"Give a whole number from {low:,} to {high:,}."
    return "Choose one of these."
