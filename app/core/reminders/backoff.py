"""How long until a reminder that could not be sent is tried again."""

from datetime import timedelta

FIRST_S = 60
LONGEST_S = 3_600


def wait(attempts: int, jitter: float, asked_for_s: int | None = None) -> timedelta:
    """Each time twice as long, and by up to half as much more, so that those who failed together
    do not come back together. `jitter` is drawn from 0 to 1. Whoever asked for longer gets it.
    """
    doubled = FIRST_S * 2 ** min(attempts - 1, 10)
    least = max(min(doubled, LONGEST_S), asked_for_s or 0)
    return timedelta(seconds=least * (1 + jitter / 2))
