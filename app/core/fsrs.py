"""FSRS-6 through Anki's own engine: memory as stability and difficulty, for a wanted retention."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from fsrs_rs_python import FSRS, FSRSItem, FSRSReview, MemoryState

from app.core.events import Grade
from app.core.retention import DEFAULT_RETENTION, checked_retention

LONGEST_DAYS = 36_500

# The published defaults, written out so that a newer engine does not move anyone's dates.
PARAMETERS = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
DECAY = -PARAMETERS[20]
FACTOR = 0.9 ** (1 / DECAY) - 1
ENGINE = FSRS(PARAMETERS)

ANY_RATING = 3
"""The engine looks at the rating only where there is no stability yet."""


class Reviews(dict[int, FSRSItem]):
    """Histories of one review each, by the days before it. Kept, since making one costs more
    than the step itself, and there are no more of them than days."""

    def __init__(self, rating: int) -> None:
        self._rating = rating

    def __missing__(self, elapsed_days: int) -> FSRSItem:
        self[elapsed_days] = review = FSRSItem([FSRSReview(self._rating, elapsed_days)])
        return review


REVIEWS = {grade: Reviews(rating) for rating, grade in enumerate(Grade, 1)}


@dataclass(frozen=True, slots=True)
class Fsrs:
    """The learner's alternative; unlike SM-2 it learns from lateness.

    Its memory is the engine's own state, which Python cannot compare: to take it apart and make
    it again would cost as much as a step. After `stability` days a card is recalled nine times
    in ten."""

    retention: float = DEFAULT_RETENTION

    def __post_init__(self) -> None:
        checked_retention(self.retention)

    @property
    def version(self) -> str:
        parameters = blake2b(repr(PARAMETERS).encode(), digest_size=4).hexdigest()
        return f"fsrs-6/{parameters}/{self.retention:g}"

    def step(self, memory: MemoryState | None, grade: Grade, elapsed_days: int) -> MemoryState:
        """As a history of this one review, since `next_states` would compute all four grades."""
        return ENGINE.memory_state(REVIEWS[grade][elapsed_days], memory)

    def interval_days(self, memory: MemoryState) -> int:
        """Half days go up, as Anki has it; Python's round would send half of them down."""
        days = int(ENGINE.next_interval(memory.stability, self.retention, ANY_RATING) + 0.5)
        return days if 1 <= days <= LONGEST_DAYS else min(max(1, days), LONGEST_DAYS)

    def recall_after(self, share: float) -> float:
        return float((1 + FACTOR * share) ** DECAY)

    def holds_days(self, memory: MemoryState) -> float | None:
        return memory.stability

    def dump(self, memory: MemoryState) -> dict[str, Any]:
        return {"stability": memory.stability, "difficulty": memory.difficulty}

    def load(self, dumped: dict[str, Any]) -> MemoryState:
        return MemoryState(dumped["stability"], dumped["difficulty"])
