"""Which rows of the derived tables are in use: a new fold is made beside the old one."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select, update

from app.core.schedule import Scheduler
from app.ledger.schedulers import scheduler_of
from app.ledger.statements import Statement, replacing
from app.ledger.tables import derived_day, derived_edition, derived_frontier, derived_schedule

NONE_YET = 0
PUT = Statement(replacing(derived_edition))


@dataclass(frozen=True, slots=True)
class Edition:
    learner_id: int
    number: int
    scheduler: Scheduler
    scheduler_name: str
    version: str

    @property
    def is_current(self) -> bool:
        """False when the scheduler itself has changed since, with another program."""
        return self.version == self.scheduler.version


def find_edition(connection: Connection, learner_id: int) -> Edition | None:
    """None where the derived tables were dropped: then they are to be made again."""
    table = derived_edition
    asked = select(table.c.edition, table.c.scheduler, table.c.version)
    row = connection.execute(asked.where(table.c.learner_id == learner_id)).first()
    return None if row is None or row.edition == NONE_YET else edition_of(learner_id, *row)


def edition_of(learner_id: int, number: int, scheduler_name: str, version: str) -> Edition:
    return Edition(learner_id, number, scheduler_of(scheduler_name), scheduler_name, version)


def begin_edition(connection: Connection, learner_id: int, scheduler_name: str) -> None:
    """Of a learner who has no events yet, so that there is nothing to fold."""
    _put(connection, _edition(learner_id, 1, scheduler_name), begun=1)


def new_edition(connection: Connection, learner_id: int, scheduler_name: str) -> Edition:
    """Not in use yet. Its number was never given before, even if the rebuild was killed."""
    table, mine = derived_edition, derived_edition.c.learner_id == learner_id
    begun = connection.scalar(select(table.c.begun).where(mine))
    if begun is None:
        begun = _highest(connection, learner_id)
        _put(connection, _edition(learner_id, NONE_YET, scheduler_name), begun=begun)
    connection.execute(update(table).where(mine).values(begun=begun + 1))
    return _edition(learner_id, begun + 1, scheduler_name)


def take_into_use(connection: Connection, edition: Edition) -> None:
    """Unless a rebuild that began later was faster: then these rows are the old ones."""
    table, mine = derived_edition, derived_edition.c.learner_id == edition.learner_id
    used, begun = connection.execute(select(table.c.edition, table.c.begun).where(mine)).one()
    newest = max(used, edition.number)
    if newest == edition.number:
        _put(connection, edition, begun=begun)
    for rows in (derived_schedule, derived_day):
        old = (rows.c.learner_id == edition.learner_id) & (rows.c.edition < newest)
        connection.execute(delete(rows).where(old))
    frontiers = derived_frontier.c.learner_id == edition.learner_id
    connection.execute(delete(derived_frontier).where(frontiers))


def _edition(learner_id: int, number: int, scheduler_name: str) -> Edition:
    scheduler = scheduler_of(scheduler_name)
    return Edition(learner_id, number, scheduler, scheduler_name, scheduler.version)


def _put(connection: Connection, edition: Edition, *, begun: int) -> None:
    row = {
        "learner_id": edition.learner_id,
        "edition": edition.number,
        "scheduler": edition.scheduler_name,
        "version": edition.version,
        "begun": begun,
    }
    PUT.run(connection, row)


def _highest(connection: Connection, learner_id: int) -> int:
    """Where only the table of editions was dropped, the rows of old ones are still there."""
    table = derived_schedule
    asked = select(func.max(table.c.edition)).where(table.c.learner_id == learner_id)
    return connection.scalar(asked) or 1
