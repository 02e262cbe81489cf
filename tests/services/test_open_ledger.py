"""How each kind of ledger is opened and brought up to date."""

from pathlib import Path

import pytest

from app.core.errors import DrillbookError
from app.services.manage_learners import add_learner, list_learners
from app.services.open_ledger import look_at_ledger, migrate_ledger, open_ledger
from app.services.record_answers import MOST_TOGETHER, record_answers
from app.services.restore_backup import restore_backup
from tests.ledger.making import NOW, answer
from tests.ledger.postgres import Postgres


def test_a_file_is_made_where_there_is_none_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "home" / "ledger.db"
    open_ledger(path).close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_server_waits_for_its_migration(tmp_path: Path, postgres: Postgres) -> None:
    url = postgres.url(postgres.new_database())
    path = tmp_path / "unused.db"
    with pytest.raises(DrillbookError, match="drillbook migrate"):
        open_ledger(path, url)
    assert migrate_ledger(path, url)
    assert not migrate_ledger(path, url)
    ledger = open_ledger(path, url)
    add_learner(ledger, "ada", NOW)
    assert [each.name for each in list_learners(ledger)] == ["ada"]
    ledger.close()
    assert not path.exists()
    with pytest.raises(DrillbookError, match="pg_restore"):
        restore_backup(path, path, NOW, url)


def test_an_address_of_something_else_is_refused(tmp_path: Path) -> None:
    for url in ("mysql://ada@db/x", "postgresql", "sqlite:///x.db"):
        with pytest.raises(DrillbookError, match="postgresql://"):
            open_ledger(tmp_path / "unused.db", url)


def test_looking_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(DrillbookError, match="no ledger"):
        look_at_ledger(tmp_path / "ledger.db")
    assert not list(tmp_path.iterdir())


def test_one_call_takes_only_so_many(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.db")
    ada = add_learner(ledger, "ada", NOW)
    with pytest.raises(DrillbookError, match="too many"):
        record_answers(ledger, ada, [answer(1)] * (MOST_TOGETHER + 1), NOW)
    assert len(record_answers(ledger, ada, [answer(1)] * MOST_TOGETHER, NOW)) == MOST_TOGETHER
    ledger.close()
