"""Moves due dates apart, so that cards learned together do not come back in lumps."""

from hashlib import blake2b

SHORTEST_DAYS = 3
FURTHEST_DAYS = 7
FURTHEST_FROM_DAYS = 20 * FURTHEST_DAYS
LONGEST_DAYS = 36_500
GOLDEN_RATIO = 0x9E3779B9
MASK = 0xFFFFFF


def spread_seed(card_id: str) -> int:
    """What is the card's own in it. Python's hash differs from process to process."""
    return int.from_bytes(blake2b(card_id.encode(), digest_size=4).digest(), "big")


def spread_days(seed: int, reps: int, interval_days: int) -> int:
    """The days to wait instead: a twentieth more or less, at least one day, at most a week.

    A function of its arguments, so that a replayed log gives the same dates.
    """
    if interval_days < SHORTEST_DAYS:
        return interval_days
    reach = FURTHEST_DAYS if interval_days >= FURTHEST_FROM_DAYS else interval_days // 20 or 1
    mixed = (seed + reps * GOLDEN_RATIO) >> 8 & MASK
    days = interval_days - reach + mixed % (2 * reach + 1)
    if days > LONGEST_DAYS:
        return LONGEST_DAYS
    return days
