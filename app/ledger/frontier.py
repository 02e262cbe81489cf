"""Up to where a learner has begun a course, so that new cards are found without a search.

Everything before `position` in the library's order has been begun or set aside, but for the few
cards in `left_behind`: those that still wait for another one.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from app.core.schedule import Schedule
from app.ledger.chain import checksum
from app.ledger.editions import Edition
from app.ledger.statements import Statement, replacing
from app.ledger.tables import derived_frontier

PUT = Statement(replacing(derived_frontier))
# The same as `is_passed`: after a build of the library it is asked of every card begun.
PASSED = Statement(
    "SELECT card_id FROM derived_schedule WHERE learner_id = :learner_id AND edition = :edition "
    "AND card_id {among} AND (due_on IS NOT NULL OR suspended = 1)"
)


@dataclass(frozen=True, slots=True)
class Frontier:
    position: int = 0
    left_behind: tuple[str, ...] = ()


def is_passed(schedule: Schedule | None) -> bool:
    """Begun, or set aside: not to be looked for among the new cards."""
    return schedule is not None and (schedule.due_on is not None or schedule.suspended)


def passed_among(connection: Connection, edition: Edition, cards: Sequence[str]) -> set[str]:
    values = {"learner_id": edition.learner_id, "edition": edition.number}
    return {card_id for (card_id,) in PASSED.rows(connection, values, cards)}


def find_frontier(connection: Connection, learner_id: int, course: str, build: str) -> Frontier:
    """Another build of the library may have another order: there it begins at the front.

    So does one that is not as it was written: nothing is lost by it but some time.
    """
    table = derived_frontier
    row = connection.execute(
        select(table).where(table.c.learner_id == learner_id, table.c.course == course)
    ).first()
    if row is None or row.build != build or checksum(*row[:-1]) != row.checksum:
        return Frontier()
    return Frontier(row.position, tuple(json.loads(row.left_behind)))


def put_frontier(
    connection: Connection, learner_id: int, course: str, build: str, frontier: Frontier
) -> None:
    left_behind = json.dumps(frontier.left_behind)
    values = (learner_id, course, build, frontier.position, left_behind)
    names = [column.name for column in derived_frontier.columns]
    row = dict(zip(names, (*values, checksum(*values)), strict=True))
    PUT.run(connection, row)


def forget_frontiers(connection: Connection, learner_id: int, courses: Iterable[str]) -> None:
    """A card before the frontier has become new again: an undo, a reset, a card brought back."""
    table = derived_frontier
    for course in sorted(set(courses)):
        connection.execute(
            delete(table).where(table.c.learner_id == learner_id, table.c.course == course)
        )
