"""What is sent in one go goes wrong as anything else does."""

import sqlite3

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from app.ledger.ledger import Ledger, server_ledger
from app.ledger.problems import Busy
from app.ledger.statements import Statement, adding, sent_together
from app.ledger.tables import failures
from tests.ledger.postgres import Postgres

ADD = Statement(adding(failures))
COUNT = Statement("SELECT count(*) FROM failures")
ROW = {"slot": 1, "subject": "somebody", "failed": 1}
OTHER = {**ROW, "subject": "somebody else"}
LEAVE = Statement("SELECT pg_terminate_backend(pg_backend_pid())")


def test_one_row_that_does_not_fit_leaves_none(ledger: Ledger) -> None:
    def work(connection: Connection) -> None:
        with sent_together(connection):
            ADD.run(connection, OTHER)
            ADD.run(connection, ROW, ROW)

    with pytest.raises((IntegrityError, sqlite3.IntegrityError)):
        ledger.write(work)
    assert ledger.look(COUNT, {}) == [(0,)]


def test_a_server_that_goes_away_meanwhile_is_asked_again_later(
    postgres: Postgres, migrated_database: str
) -> None:
    ledger = server_ledger(postgres.url(postgres.new_database(migrated_database)))

    def work(connection: Connection) -> None:
        with sent_together(connection):
            ADD.run(connection, ROW)
            LEAVE.run(connection, {})

    with pytest.raises(Busy):
        ledger.write(work)
    assert ledger.look(COUNT, {}) == [(0,)]
    ledger.write(lambda connection: ADD.run(connection, ROW))
    assert ledger.look(COUNT, {}) == [(1,)]
    ledger.close()
