"""Who does not answer is asked more and more rarely, and then not any more."""

from datetime import date, timedelta

# Days from each unanswered reminder to the next; after the last of them there is silence.
PAUSES = (2, 2, 5, 10, 20, 30)


def goes_on_from(last_on: date, unanswered: int) -> date | None:
    """The first day for another reminder after so many that nothing came of; None for none."""
    if unanswered == 0:
        return last_on + timedelta(days=1)
    if unanswered > len(PAUSES):
        return None
    return last_on + timedelta(days=PAUSES[unanswered - 1])
