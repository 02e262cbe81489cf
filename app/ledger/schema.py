"""Brings the tables up to this program's, all or nothing, and refuses those of a newer one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from app.ledger.engine import WRITES
from app.ledger.problems import OtherSchema, told
from app.ledger.tables import DERIVED, metadata
from app.ledger.triggers import renew_guards

if TYPE_CHECKING:
    from alembic.config import Config

# The migrations' last one; a test holds it against them, so that a start need not load Alembic.
NEWEST = "0004"
EMPTY = ""
# One migration at a time, whoever starts it: any number will do, as long as it is always this one.
MIGRATING = 0x6472696C6C


def revision(connection: Connection) -> str:
    """Empty where there are no tables yet."""
    if not inspect(connection).has_table("alembic_version"):
        return EMPTY
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or EMPTY)


def require_newest(engine: Engine) -> None:
    with told(), engine.connect() as connection:
        found = revision(connection)
    if found != NEWEST:
        refuse_newer(found)
        what = f"the ledger's tables are of version {found or 'none'}, not {NEWEST}"
        raise OtherSchema(what, "run `drillbook migrate`")


def migrate(
    engine: Engine, before: Callable[[str], object] = lambda revision: None, to: str = NEWEST
) -> bool:
    """True if there was something to do. `before` is told the old revision, to make a backup."""
    with told(), engine.connect() as connection:
        found = revision(connection)
    if found == to:
        return _remake_derived(engine)
    refuse_newer(found)
    if found:
        before(found)
    with told(), engine.execution_options(**{WRITES: True}).begin() as connection:
        _upgrade(connection, to)
    return True


def missing_derived(connection: Connection) -> list[str]:
    """Tables of what follows from the log that somebody dropped, as is allowed."""
    there = set(inspect(connection).get_table_names())
    return [table.name for table in DERIVED if table.name not in there]


def _remake_derived(engine: Engine) -> bool:
    """All of them, since the others hold a part of the same fold; who asks folds anew."""
    with told(), engine.connect() as connection:
        if not missing_derived(connection):
            return False
    with told(), engine.execution_options(**{WRITES: True}).begin() as connection:
        metadata.drop_all(connection, tables=DERIVED)
        metadata.create_all(connection, tables=DERIVED)
    return True


def _upgrade(connection: Connection, to: str) -> None:
    from alembic import command  # loaded only when there is something to do

    if connection.dialect.name == "postgresql":
        _take_turn(connection)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    renew_guards(connection)


def _take_turn(connection: Connection) -> None:
    """Behind another host's, however long that takes: only learners must not be kept waiting."""
    patience = text("SELECT set_config('lock_timeout', :for, true)")
    usual = connection.scalar(text("SHOW lock_timeout"))
    connection.execute(patience, {"for": "0"})
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
    connection.execute(patience, {"for": usual})


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    return config


def known_revisions() -> list[str]:
    """The oldest first."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    return [script.revision for script in scripts][::-1]


def refuse_newer(found: str) -> None:
    if found and found not in known_revisions():
        what = f"the ledger was written by a newer Drillbook (its tables are {found})"
        raise OtherSchema(what, "update Drillbook; the ledger was left alone")
