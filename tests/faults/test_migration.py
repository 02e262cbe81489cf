"""A migration that is killed half-way leaves the old tables or the new ones, nothing between."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from app.core.errors import DrillbookError
from app.ledger.examine import examine
from app.ledger.ledger import Ledger, file_ledger, server_ledger
from app.ledger.opening import open_file, open_server
from app.ledger.problems import OtherSchema
from app.ledger.schema import MIGRATING, NEWEST, known_revisions, migrate, revision
from app.ledger.tables import metadata
from tests.ledger.postgres import Postgres

ROOT = Path(__file__).parents[2]
KILLS = 100 if os.environ.get("PROVE") else 12
PROGRAM = (
    "import sys, pathlib, os; from app.ledger.opening import open_file; "
    "import alembic.command; print('go', flush=True); open_file(pathlib.Path(sys.argv[1])).close()"
)


def test_a_killed_migration_is_done_by_the_next_start(tmp_path: Path) -> None:
    started = time.monotonic()
    open_file(tmp_path / "first.db").close()
    whole = time.monotonic() - started
    for kill in range(KILLS):
        path = tmp_path / f"{kill}.db"
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, path], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert process.stdout
        process.stdout.readline()
        time.sleep(whole * kill / KILLS)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        ledger = open_file(path)
        assert not examine(ledger)
        ledger.close()


def test_a_newer_ledger_is_refused_and_left_alone(ledger: Ledger) -> None:
    ledger.write(lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(OtherSchema, match="newer"):
        migrate(ledger.engine)
    with ledger.read() as connection:
        assert revision(connection) == "9999"


def test_a_server_that_is_behind_is_not_used(postgres: Postgres) -> None:
    with pytest.raises(OtherSchema, match="drillbook migrate"):
        open_server(postgres.url(postgres.new_database()))


def test_the_program_knows_its_own_newest_tables() -> None:
    assert known_revisions()[-1] == NEWEST


def test_the_migrations_make_the_tables_that_the_program_uses(ledger: Ledger) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with ledger.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_before_a_file_is_migrated_a_copy_is_kept(
    ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = file_ledger(ledger_file)
    old.write(lambda c: c.execute(text("UPDATE alembic_version SET version_num = '0000'")))
    old.close()
    monkeypatch.setattr("app.ledger.schema.known_revisions", lambda: ["0000", NEWEST])
    with pytest.raises(Exception, match="0000"):  # there is no such migration to begin at
        open_file(ledger_file)
    assert (ledger_file.parent / "ledger.db.before-0000").exists()


def test_two_hosts_may_migrate_at_once(postgres: Postgres) -> None:
    import threading

    url = postgres.url(postgres.new_database())
    errors: list[BaseException] = []

    def host() -> None:
        ledger = server_ledger(url)
        try:
            migrate(ledger.engine)
        except (DrillbookError, OSError) as error:
            errors.append(error)
        finally:
            ledger.close()

    hosts = [threading.Thread(target=host) for _ in range(4)]
    for each in hosts:
        each.start()
    for each in hosts:
        each.join()
    assert not errors
    open_server(url).close()


def test_the_second_host_waits_for_longer_than_a_learner_would(postgres: Postgres) -> None:
    name = postgres.new_database()
    ledger = server_ledger(postgres.url(name), busy_ms=10)
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    with postgres.connect(name) as first, ThreadPoolExecutor(1) as pool:
        first.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        second = pool.submit(migrate, ledger.engine)
        while first.execute(waiting).fetchone() == (0,) and not second.done():
            time.sleep(0.01)
        first.execute("SELECT pg_sleep(0.1)")
        assert not second.done()
        first.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])
        assert second.result()
    ledger.close()
