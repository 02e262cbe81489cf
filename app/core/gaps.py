"""How long until a card comes back, as a button says it; the scripts of the drill say it alike."""

DAYS_A_WEEK = 7
DAYS_A_MONTH = 30.44
DAYS_A_YEAR = 365.25
MOST_DAYS = 30
MONTHS_FROM_DAYS = 90
YEARS_FROM_DAYS = 365


def told_gap(days: int) -> str:
    if days <= 0:
        return "again today"
    if days == 1:
        return "tomorrow"
    if days <= MOST_DAYS:
        return f"in {days} days"
    if days < MONTHS_FROM_DAYS:
        return f"in {_rounded(days / DAYS_A_WEEK)} weeks"
    if days < YEARS_FROM_DAYS:
        return f"in {_rounded(days / DAYS_A_MONTH)} months"
    return f"in {days / DAYS_A_YEAR:.1f} years"


def short_gap(days: int) -> str:
    """For four buttons side by side."""
    if days < MONTHS_FROM_DAYS:
        return f"{days} d"
    if days < YEARS_FROM_DAYS:
        return f"{_rounded(days / DAYS_A_MONTH)} mo"
    return f"{days / DAYS_A_YEAR:.1f} y"


def _rounded(number: float) -> int:
    """A half goes up, as in the browser."""
    return int(number + 0.5)
