"""Moves due dates apart, so that cards learned together do not come back in lumps."""

from hashlib import blake2b

SHORTEST_DAYS = 3
FURTHEST_DAYS = 7
LONGEST_DAYS = 36_500


def spread_days(card_id: str, reps: int, interval_days: int) -> int:
    """The days to wait instead: a twentieth more or less, at least one day, at most a week.

    A function of its arguments, so that a replayed log gives the same dates.
    """
    if interval_days < SHORTEST_DAYS:
        return interval_days
    reach = min(max(1, interval_days // 20), FURTHEST_DAYS)
    digest = blake2b(f"{card_id}:{reps}".encode(), digest_size=4).digest()
    shift = int.from_bytes(digest, "big") % (2 * reach + 1) - reach
    return min(interval_days + shift, LONGEST_DAYS)
