"""Who learns. Every row is checksummed, since nothing could bring a flipped setting back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, func, insert, select, update

from app.core.errors import DrillbookError, NotFound
from app.ledger.chain import FIRST, checksum
from app.ledger.editions import begin_edition
from app.ledger.ledger import Ledger
from app.ledger.moments import instant, moment
from app.ledger.schedulers import chosen as chosen_scheduler
from app.ledger.settings import LearnerSettings
from app.ledger.tables import DERIVED, KEPT, PASSING, events, learners, reminder_channels

LONGEST_NAME = 100
COLUMNS = ("learner_id", "name", "born_at", "operator", "password_hash", "settings")
FIELDS = (*COLUMNS, "events", "confirmed_at")


class NameTaken(DrillbookError):
    """Names are one for all learners."""


@dataclass(frozen=True, slots=True)
class Learner:
    learner_id: int
    name: str
    born_at: datetime
    is_operator: bool
    password_hash: str | None
    settings: LearnerSettings
    events: int
    confirmed_at: datetime | None = None


def row_checksum(row: RowMapping) -> bytes:
    """The chain's head is not in it: it has the chain itself to be held against.

    What later versions added is in it only where it says something, so that older rows stand.
    """
    added = () if row["confirmed_at"] is None else (row["confirmed_at"],)
    return checksum(*(row[name] for name in COLUMNS), *added)


def add_learner(
    ledger: Ledger,
    name: str,
    now: datetime,
    settings: LearnerSettings | None = None,
    *,
    password_hash: str | None = None,
    signed_up: bool = False,
) -> Learner:
    """The first one of a service is its operator, unless it is a stranger who signed up."""
    _require_name(name)
    chosen = (settings or LearnerSettings()).changed({})

    def work(connection: Connection) -> Learner:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("LOCK TABLE learners IN SHARE ROW EXCLUSIVE MODE")
        if connection.scalar(select(learners.c.learner_id).where(learners.c.name == name)):
            raise NameTaken(f"there is a learner {name!r} already")
        first = connection.scalar(select(func.count()).select_from(learners)) == 0
        row = {
            "name": name,
            "born_at": instant(now),
            "operator": int(first and not signed_up),
            "password_hash": password_hash,
            "settings": chosen.text(),
            "events": 0,
            "head": FIRST,
            "checksum": FIRST,
        }
        key = connection.execute(insert(learners).values(row)).inserted_primary_key
        assert key is not None
        _seal(connection, key[0])
        begin_edition(connection, key[0], chosen_scheduler(chosen))
        return read_learner(connection, key[0])

    return ledger.write(work)


def _require_name(name: str) -> None:
    if not name.strip() or name != name.strip() or len(name) > LONGEST_NAME:
        what = f"{name[:LONGEST_NAME]!r} cannot be a learner's name"
        raise DrillbookError(what, f"use 1 to {LONGEST_NAME} characters, no space around them")
    if not name.isprintable():
        raise DrillbookError(f"{name!r} cannot be a learner's name", "use printable characters")


def list_learners(ledger: Ledger) -> list[Learner]:
    with ledger.read() as connection:
        found = connection.execute(_all().order_by(learners.c.learner_id))
        return [learner_of(row) for row in found]


def get_learner(ledger: Ledger, learner_id: int) -> Learner:
    with ledger.read() as connection:
        return read_learner(connection, learner_id)


def find_learner(ledger: Ledger, name: str) -> Learner | None:
    with ledger.read() as connection:
        row = connection.execute(_all().where(learners.c.name == name)).first()
        return learner_of(row) if row else None


def find_operator(ledger: Ledger) -> Learner | None:
    """The first one; should that one have left, who came next."""
    first = _all().order_by(learners.c.operator.desc(), learners.c.learner_id).limit(1)
    with ledger.read() as connection:
        row = connection.execute(first).first()
        return learner_of(row) if row else None


def change_settings(ledger: Ledger, learner_id: int, changes: Mapping[str, Any]) -> Learner:
    def work(connection: Connection) -> Learner:
        found = lock_learner(connection, learner_id).settings
        new = found.changed(changes)
        _put(connection, learner_id, settings=new.text())
        if new.zone != found.zone:
            look_at_channels(connection, learner_id)
        return read_learner(connection, learner_id)

    return ledger.write(work)


def look_at_channels(connection: Connection, learner_id: int) -> None:
    """Elsewhere the time for a reminder may be another, or past."""
    table = reminder_channels
    planned = (table.c.learner_id == learner_id) & table.c.next_at.is_not(None)
    connection.execute(update(table).where(planned).values(next_at=0))


def remove_learner(ledger: Ledger, learner_id: int) -> None:
    """All of it, and for good. `leaving` is what the log's guard looks for."""

    def work(connection: Connection) -> None:
        lock_learner(connection, learner_id)
        mine = learners.c.learner_id == learner_id
        connection.execute(update(learners).where(mine).values(leaving=1))
        for table in (*DERIVED, *PASSING, *KEPT, events, learners):
            connection.execute(delete(table).where(table.c.learner_id == learner_id))

    ledger.write(work)
    ledger.empty_wal()


def put_password(connection: Connection, learner_id: int, password_hash: str | None) -> None:
    _put(connection, learner_id, password_hash=password_hash)


def put_confirmed(connection: Connection, learner_id: int, now: datetime) -> None:
    """What was confirmed stays so, with its first date."""
    if lock_learner(connection, learner_id).confirmed_at is None:
        _put(connection, learner_id, confirmed_at=instant(now))


def _put(connection: Connection, learner_id: int, **values: object) -> None:
    mine = learners.c.learner_id == learner_id
    connection.execute(update(learners).where(mine).values(**values))
    _seal(connection, learner_id)


def _seal(connection: Connection, learner_id: int) -> None:
    mine = learners.c.learner_id == learner_id
    row = connection.execute(select(learners).where(mine)).mappings().one()
    connection.execute(update(learners).where(mine).values(checksum=row_checksum(row)))


def lock_learner(connection: Connection, learner_id: int) -> Learner:
    """Until the transaction ends, nobody else writes for this learner."""
    return _get(connection, _all().with_for_update(), learner_id)


def read_learner(connection: Connection, learner_id: int) -> Learner:
    return _get(connection, _all(), learner_id)


def _get(connection: Connection, asked: Select[*tuple[Any, ...]], learner_id: int) -> Learner:
    row = connection.execute(asked.where(learners.c.learner_id == learner_id)).first()
    if row is None:
        raise NotFound(f"there is no learner {learner_id}")
    return learner_of(row)


def _all() -> Select[*tuple[Any, ...]]:
    return select(*(learners.c[name] for name in FIELDS))


def learner_of(row: Sequence[Any]) -> Learner:
    """From the columns of `FIELDS`, in their order."""
    learner_id, name, born_at, operator, password_hash, settings, events, confirmed_at = row
    return Learner(
        learner_id,
        name,
        moment(born_at),
        bool(operator),
        password_hash,
        LearnerSettings.of_text(settings),
        events,
        None if confirmed_at is None else moment(confirmed_at),
    )
