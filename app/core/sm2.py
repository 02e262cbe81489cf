"""SM-2 as its author published it, in whole hundredths and whole days."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from app.core.events import Grade

FIRST_EASE = 250
LOWEST_EASE = 130
FIRST_DAYS = 1
SECOND_DAYS = 6
LONGEST_DAYS = 36_500
DUE_RECALL = 0.9

FORGOT = Grade.FORGOT
EASE_CHANGE = {Grade.HARD: -14, Grade.GOOD: 0, Grade.EASY: 10}
"""10 - (5-q)(8 + 2(5-q)) for the qualities 3, 4 and 5; a failure leaves the ease alone."""


class Sm2Memory(NamedTuple):
    """`nth` says which interval it is, I(1), I(2) and so on; the ease is in hundredths. A tuple,
    since each step makes one."""

    ease: int
    nth: int
    interval_days: int


NEW = Sm2Memory(FIRST_EASE, 0, 0)


@dataclass(frozen=True, slots=True)
class Sm2:
    """The default scheduler; lateness is ignored, as published."""

    version: str = "sm2"

    def step(self, memory: Sm2Memory | None, grade: Grade, elapsed_days: int) -> Sm2Memory:
        """The ease first, since the interval uses the new one; a failure starts again at I(1)."""
        old = memory or NEW
        if grade is FORGOT:
            return Sm2Memory(old.ease, 1, FIRST_DAYS)
        ease = old.ease + EASE_CHANGE[grade]
        if ease < LOWEST_EASE:
            ease = LOWEST_EASE
        return Sm2Memory(ease, old.nth + 1, _next_days(old, ease))

    def interval_days(self, memory: Sm2Memory) -> int:
        return memory.interval_days

    def recall_after(self, share: float) -> float:
        """Not in SM-2, which has no model of forgetting: 0.9 when the interval is over."""
        return float(DUE_RECALL**share)

    def holds_days(self, memory: Sm2Memory) -> float | None:
        return None

    def dump(self, memory: Sm2Memory) -> dict[str, Any]:
        return {"ease": memory.ease, "nth": memory.nth, "interval_days": memory.interval_days}

    def load(self, dumped: dict[str, Any]) -> Sm2Memory:
        return Sm2Memory(dumped["ease"], dumped["nth"], dumped["interval_days"])


def _next_days(old: Sm2Memory, ease: int) -> int:
    """Rounded up, and never through floats: 90 x 2.7 is 243 and not 244."""
    if old.nth == 0:
        return FIRST_DAYS
    if old.nth == 1:
        return SECOND_DAYS
    return min(-(-old.interval_days * ease // 100), LONGEST_DAYS)
