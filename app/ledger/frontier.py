"""Up to where a learner has begun a course, so that new cards are found without a search.

Everything before `position` in the library's order has been begun or set aside, but for the few
cards in `left_behind`: those that still wait for another one.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from app.core.schedule import Schedule
from app.ledger.statements import Statement, replacing
from app.ledger.tables import derived_frontier

PUT = Statement(replacing(derived_frontier))


@dataclass(frozen=True, slots=True)
class Frontier:
    position: int = 0
    left_behind: tuple[str, ...] = ()


def is_passed(schedule: Schedule | None) -> bool:
    """Begun, or set aside: not to be looked for among the new cards."""
    return schedule is not None and (schedule.due_on is not None or schedule.suspended)


def find_frontier(connection: Connection, learner_id: int, course: str, build: str) -> Frontier:
    """Another build of the library may have another order: there it begins at the front."""
    table = derived_frontier
    found = connection.execute(
        select(table.c.position, table.c.left_behind).where(
            table.c.learner_id == learner_id, table.c.course == course, table.c.build == build
        )
    ).first()
    return Frontier(found.position, tuple(json.loads(found.left_behind))) if found else Frontier()


def put_frontier(
    connection: Connection, learner_id: int, course: str, build: str, frontier: Frontier
) -> None:
    row = {
        "learner_id": learner_id,
        "course": course,
        "build": build,
        "position": frontier.position,
        "left_behind": json.dumps(frontier.left_behind),
    }
    PUT.run(connection, row)


def forget_frontiers(connection: Connection, learner_id: int, courses: Iterable[str]) -> None:
    """A card before the frontier has become new again: an undo, a reset, a card brought back."""
    table = derived_frontier
    for course in sorted(set(courses)):
        connection.execute(
            delete(table).where(table.c.learner_id == learner_id, table.c.course == course)
        )
