"""What each study day held, per course: moved by what a card gave before and gives now."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete

from app.ledger.folding import Counts
from app.ledger.tables import derived_day
from app.ledger.upsert import upsert

Day = tuple[int, str]
COUNTED = ("answers", "elapsed_ms", "xp", "new_cards")


def move_days(
    connection: Connection, learner_id: int, edition: int, changes: dict[Day, Counts]
) -> None:
    if not changes:
        return
    row = upsert(connection, derived_day)
    added = {name: derived_day.c[name] + row.excluded[name] for name in COUNTED}
    keys = [column.name for column in derived_day.primary_key]
    rows = [
        {
            "learner_id": learner_id,
            "edition": edition,
            "study_on": study_on,
            "course": course,
            **dict(zip(COUNTED, counts, strict=True)),
        }
        for (study_on, course), counts in changes.items()
    ]
    connection.execute(row.on_conflict_do_update(index_elements=keys, set_=added), rows)
    if any(min(counts) < 0 for counts in changes.values()):
        _forget_empty(connection, learner_id, edition, changes)


def _forget_empty(
    connection: Connection, learner_id: int, edition: int, days: Iterable[Day]
) -> None:
    """A day whose only answer was undone is a day like any other that had none."""
    table = derived_day
    connection.execute(
        delete(table).where(
            table.c.learner_id == learner_id,
            table.c.edition == edition,
            table.c.study_on.in_(sorted({study_on for study_on, _ in days})),
            table.c.answers == 0,
        )
    )
