"""What a learner may choose, kept as one text with the learner."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from app.core.errors import DrillbookError

SCHEDULERS = ("sm2", "fsrs")
LONGEST_CALLED = 100
THEMES = ("system", "light", "dark")
TEXT_PERCENTS = (90, 100, 115, 130)
RANGES: dict[str, tuple[float, float]] = {
    "rollover_hour": (0, 23),
    "new_per_day": (0, 1_000),
    "cap_per_day": (1, 10_000),
    "retention": (0.70, 0.97),
}
CHOICES: dict[str, tuple[object, ...]] = {
    "scheduler": SCHEDULERS,
    "buttons": (2, 4),
    "theme": THEMES,
    "text_percent": TEXT_PERCENTS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerSettings:
    called: str = ""
    zone: str = "UTC"
    rollover_hour: int = 4
    new_per_day: int = 8
    cap_per_day: int = 100
    scheduler: str = "sm2"
    retention: float = 0.90
    buttons: int = 4
    typed_answers: bool = False
    theme: str = "system"
    text_percent: int = 100
    letter_keys: bool = True
    lesson_marks: bool = True

    def changed(self, changes: Mapping[str, Any]) -> "LearnerSettings":
        """Every problem at once, or the new settings."""
        strangers = sorted(set(changes) - {each.name for each in fields(self)})
        if strangers:
            raise DrillbookError(f"there is no setting {strangers[0]!r}")
        new = replace(self, **changes)
        problems = list(new.problems())
        if problems:
            raise DrillbookError("; ".join(problems))
        return new

    def problems(self) -> Iterator[str]:
        for each in fields(self):
            value: Any = getattr(self, each.name)
            low, high = RANGES.get(each.name, (None, None))
            if not _alike(value, each.default):
                yield f"{each.name} must be of the kind of {each.default!r}, not {value!r}"
            elif low is not None and not low <= value <= high:
                yield f"{each.name} must be from {low} to {high}, not {value!r}"
            elif value not in CHOICES.get(each.name, (value,)):
                options = ", ".join(map(str, CHOICES[each.name]))
                yield f"{each.name} must be one of {options}, not {value!r}"
            elif each.name == "called" and not _can_be_shown(value):
                most = f"at most {LONGEST_CALLED} printable characters"
                yield f"called must be {most}, with no blank at either end"
            elif each.name == "zone" and not is_zone(value):
                yield f"{value!r} is no time zone; one is written like Europe/Paris"

    def text(self) -> str:
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))

    @classmethod
    @lru_cache(maxsize=1_024)  # asked by each request, and the text is all that it depends on
    def of_text(cls, text: str) -> "LearnerSettings":
        """What a former program kept and this one does not know is left out."""
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in json.loads(text).items() if name in known})


def is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _can_be_shown(name: str) -> bool:
    return len(name) <= LONGEST_CALLED and name.isprintable() and name == name.strip()


def _alike(value: object, default: object) -> bool:
    """True is not a number here, whatever Python says."""
    return type(value) is type(default)
