"""What each study day held, per course: moved by what a card gave before and gives now."""

from sqlalchemy import Connection

from app.ledger.folding import Counts
from app.ledger.statements import Statement, summing
from app.ledger.tables import derived_day

Day = tuple[int, str]
COUNTED = ("answers", "elapsed_ms", "xp", "new_cards")
MOVE = Statement(summing(derived_day))
FORGET_EMPTY = Statement(
    "DELETE FROM derived_day WHERE learner_id = :learner_id AND edition = :edition "
    "AND study_on = :study_on AND course = :course AND answers = 0"
)


def move_days(
    connection: Connection, learner_id: int, edition: int, changes: dict[Day, Counts]
) -> None:
    """A day whose only answer was undone is a day like any other that had none."""
    if not changes:
        return
    keys = [
        {"learner_id": learner_id, "edition": edition, "study_on": study_on, "course": course}
        for study_on, course in changes
    ]
    counts = [dict(zip(COUNTED, each, strict=True)) for each in changes.values()]
    MOVE.run(connection, *({**key, **each} for key, each in zip(keys, counts, strict=True)))
    emptied = [key for key, each in zip(keys, counts, strict=True) if each["answers"] < 0]
    if emptied:
        FORGET_EMPTY.run(connection, *emptied)
