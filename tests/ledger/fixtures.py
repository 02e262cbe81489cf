"""A ledger to try things on: every test of the contract runs on both databases."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.ledger.ledger import Ledger, file_ledger, server_ledger
from app.ledger.opening import open_file
from app.ledger.schema import migrate
from tests.ledger.postgres import Postgres

NewLedger = Callable[[], Ledger]
# A busy machine may stand still for longer than a learner is to wait for a lock.
PATIENCE_MS = 60_000


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    server = Postgres()
    yield server
    server.remove()


@pytest.fixture(scope="session")
def migrated_database(postgres: Postgres) -> str:
    name = postgres.new_database()
    ledger = server_ledger(postgres.url(name))
    migrate(ledger.engine)
    ledger.close()
    return name


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "ledger.db"
    open_file(path).close()
    return path


@pytest.fixture
def ledger_file(migrated_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(migrated_file, tmp_path / "ledger.db"))


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest) -> Iterator[Ledger]:
    if request.param == "sqlite":
        opened = file_ledger(request.getfixturevalue("ledger_file"), busy_ms=PATIENCE_MS)
    else:
        server: Postgres = request.getfixturevalue("postgres")
        name = server.new_database(request.getfixturevalue("migrated_database"))
        opened = server_ledger(server.url(name), busy_ms=PATIENCE_MS)
    yield opened
    opened.close()


@pytest.fixture
def file(ledger_file: Path) -> Iterator[Ledger]:
    """For what is SQLite's alone."""
    opened = file_ledger(ledger_file, busy_ms=PATIENCE_MS)
    yield opened
    opened.close()
