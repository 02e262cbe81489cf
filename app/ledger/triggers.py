"""The log is only ever added to: the database itself refuses anything else.

A rebuilt table loses its triggers, so every migration ends by putting them back and trying them.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.ledger.problems import OtherSchema

_LEAVING = "EXISTS (SELECT 1 FROM learners WHERE learner_id = OLD.learner_id AND leaving = 1)"
SQLITE = (
    "DROP TRIGGER IF EXISTS events_keep",
    "DROP TRIGGER IF EXISTS events_stay",
    "CREATE TRIGGER events_keep BEFORE UPDATE ON events "
    "BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END",
    f"CREATE TRIGGER events_stay BEFORE DELETE ON events WHEN NOT {_LEAVING} "
    "BEGIN SELECT RAISE(ABORT, 'the log is never shortened'); END",
)
POSTGRESQL = (
    "DROP TRIGGER IF EXISTS events_keep ON events",
    "DROP TRIGGER IF EXISTS events_stay ON events",
    "DROP TRIGGER IF EXISTS events_last ON events",
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the log is only ever added to'; END $$",
    "CREATE OR REPLACE FUNCTION refuse_removal() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF {_LEAVING} THEN RETURN OLD; END IF; "
    "RAISE EXCEPTION 'the log is only ever added to'; END $$",
    "CREATE TRIGGER events_keep BEFORE UPDATE ON events "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "CREATE TRIGGER events_stay BEFORE DELETE ON events "
    "FOR EACH ROW EXECUTE FUNCTION refuse_removal()",
    "CREATE TRIGGER events_last BEFORE TRUNCATE ON events "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
)
# A learner that no one can be: the sequences start at 1.
NOBODY = (
    "INSERT INTO learners (learner_id, name, born_at, operator, leaving, settings, events, head, "
    "checksum) VALUES (0, '', 0, 0, 0, '', 0, {empty}, {empty})",
    "INSERT INTO events (learner_id, number, event_id, kind, card_id, effective_at, received_at, "
    "sent, checksum) VALUES (0, 1, '', '', '', 0, 0, '', {empty})",
)
FORBIDDEN = (
    "UPDATE events SET sent = 'changed' WHERE learner_id = 0",
    "DELETE FROM events WHERE learner_id = 0",
)
REPLACED = NOBODY[1].replace("INSERT", "INSERT OR REPLACE")


def renew_guards(connection: Connection) -> None:
    _put_guards(connection)
    _try_guards(connection)


def _put_guards(connection: Connection) -> None:
    for statement in SQLITE if _is_sqlite(connection) else POSTGRESQL:
        connection.exec_driver_sql(statement)


def _try_guards(connection: Connection) -> None:
    """With rows of nobody's, taken back afterwards: every forbidden change must be refused."""
    empty = "x''" if _is_sqlite(connection) else "''::bytea"
    forbidden = (
        (*FORBIDDEN, REPLACED) if _is_sqlite(connection) else (*FORBIDDEN, "TRUNCATE events")
    )
    with connection.begin_nested() as trial:
        for statement in NOBODY:
            connection.exec_driver_sql(statement.format(empty=empty))
        passed = list(_passed(connection, (each.format(empty=empty) for each in forbidden)))
        trial.rollback()
    if passed:
        raise OtherSchema(
            f"the ledger would let its log be changed by {passed[0]!r}", "run `drillbook migrate`"
        )


def guards_stand(connection: Connection) -> bool:
    """Word for word, so that one that was damaged into doing nothing is noticed too."""
    if _is_sqlite(connection):
        found = set(
            connection.scalars(text("SELECT sql FROM sqlite_master WHERE type = 'trigger'"))
        )
        return found == {each for each in SQLITE if each.startswith("CREATE")}
    asked = text(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'events'::regclass AND tgenabled = 'O'"
    )
    return {"events_keep", "events_stay", "events_last"} <= set(connection.scalars(asked))


def _passed(connection: Connection, statements: Iterable[str]) -> Iterable[str]:
    for statement in statements:
        try:
            with connection.begin_nested():
                connection.exec_driver_sql(statement)
        except DBAPIError:
            continue
        yield statement


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"
