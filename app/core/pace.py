"""How long a learner takes over a card, for what is promised before a sitting."""

from collections.abc import Sequence
from dataclasses import dataclass

MINUTE_MS = 60_000
FIRST_REVIEW_MS = 8_000
FIRST_NEW_MS = 20_000
# Fewer answers than these say little about a person.
FEWEST_ANSWERS = 50


@dataclass(frozen=True, slots=True)
class Pace:
    """`new_ms` has the reading of the section in it."""

    review_ms: int = FIRST_REVIEW_MS
    new_ms: int = FIRST_NEW_MS

    def minutes(self, reviews: int, new: int = 0) -> int:
        """At least one, since nothing is done in no time."""
        return max(1, round((reviews * self.review_ms + new * self.new_ms) / MINUTE_MS))

    def reviews_in(self, minutes: int) -> int:
        return max(1, minutes * MINUTE_MS // self.review_ms)


def pace_of(elapsed_ms: Sequence[int]) -> Pace:
    """The median, which a card left open over lunch does not move; new cards in proportion."""
    if len(elapsed_ms) < FEWEST_ANSWERS:
        return Pace()
    median = max(1_000, sorted(elapsed_ms)[len(elapsed_ms) // 2])
    return Pace(median, median * FIRST_NEW_MS // FIRST_REVIEW_MS)
