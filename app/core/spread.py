"""Moves due dates apart, so that cards learned together do not come back in lumps."""

from functools import lru_cache
from hashlib import blake2b

SHORTEST_DAYS = 3
FURTHEST_DAYS = 7
LONGEST_DAYS = 36_500
GOLDEN_RATIO = 0x9E3779B9
MASK = 0xFFFFFFFF


def spread_days(card_id: str, reps: int, interval_days: int) -> int:
    """The days to wait instead: a twentieth more or less, at least one day, at most a week.

    A function of its arguments, so that a replayed log gives the same dates.
    """
    if interval_days < SHORTEST_DAYS:
        return interval_days
    reach = interval_days // 20 or 1
    if reach > FURTHEST_DAYS:
        reach = FURTHEST_DAYS
    mixed = (_seed(card_id) + reps * GOLDEN_RATIO) & MASK
    days = interval_days + (mixed >> 8) % (2 * reach + 1) - reach
    return min(days, LONGEST_DAYS)


@lru_cache(4_096)
def _seed(card_id: str) -> int:
    """Python's own hash differs from process to process."""
    return int.from_bytes(blake2b(card_id.encode(), digest_size=4).digest(), "big")
