"""How much of what is due a learner wants to recall: asked of FSRS, checked without its engine."""

from app.core.errors import DrillbookError

LOWEST_RETENTION = 0.70
HIGHEST_RETENTION = 0.97
DEFAULT_RETENTION = 0.90


def checked_retention(retention: float) -> float:
    """Outside these bounds the intervals are absurd: hours, or half a life. NaN is outside, too."""
    if not LOWEST_RETENTION <= retention <= HIGHEST_RETENTION:
        raise DrillbookError(
            f"a retention of {retention} is not possible",
            f"give a number from {LOWEST_RETENTION:.2f} to {HIGHEST_RETENTION:.2f}",
        )
    return retention
