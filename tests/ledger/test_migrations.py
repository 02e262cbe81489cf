"""What was written by an older program is there after the newer one's tables were made."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from app.ledger.examine import examine
from app.ledger.learners import find_learner
from app.ledger.ledger import Ledger, file_ledger, server_ledger
from app.ledger.opening import open_file
from app.ledger.schema import NEWEST, known_revisions, migrate, revision
from app.ledger.secrets import secret_id
from app.ledger.tables import metadata
from app.ledger.tokens import Scope, find_token
from tests.ledger.postgres import Postgres

ADA = "Ada Lovelace"
# As the first version wrote it, checksum and all.
OLD_ROW = {
    "name": ADA,
    "settings": '{"new_per_day":12,"theme":"dark","zone":"Asia/Tokyo"}',
}


def write_as_the_first_version_did(connection: Connection) -> None:
    from app.ledger.chain import FIRST, checksum

    sealed = checksum(1, OLD_ROW["name"], 5, 1, "a hash", OLD_ROW["settings"])
    columns = "learner_id, name, born_at, operator, password_hash, settings, events, head, checksum"
    values = ":id, :name, 5, 1, 'a hash', :settings, 0, :first, :sealed"
    insert = text(f"INSERT INTO learners ({columns}) VALUES ({values})")
    connection.execute(insert, {"id": 1, **OLD_ROW, "first": FIRST, "sealed": sealed})


def require_all_as_before(ledger: Ledger) -> None:
    ada = find_learner(ledger, ADA)
    assert ada
    assert (ada.password_hash, ada.is_operator, ada.confirmed_at) == ("a hash", True, None)
    assert (ada.settings.zone, ada.settings.called) == ("Asia/Tokyo", "")
    assert not [each for each in examine(ledger) if each.where != "derived"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Of a file with nothing in it yet."""
    path = tmp_path / "ledger.db"
    path.touch()
    return path


def test_a_file_keeps_what_it_had(path: Path) -> None:
    old = file_ledger(path)
    migrate(old.engine, to="0001")
    old.write(write_as_the_first_version_did)
    old.close()
    new = open_file(path)
    require_all_as_before(new)
    new.close()
    assert path.with_name("ledger.db.before-0001").exists()


def test_a_server_keeps_what_it_had(postgres: Postgres) -> None:
    ledger = server_ledger(postgres.url(postgres.new_database()))
    migrate(ledger.engine, to="0001")
    ledger.write(write_as_the_first_version_did)
    migrate(ledger.engine)
    require_all_as_before(ledger)
    ledger.close()


def test_a_token_from_before_may_still_do_everything(path: Path) -> None:
    ledger = file_ledger(path)
    migrate(ledger.engine, to="0001")
    ledger.write(write_as_the_first_version_did)
    migrate(ledger.engine, to="0002")
    columns = "learner_id, token_id, name, prefix, created_at"
    old = text(f"INSERT INTO tokens ({columns}) VALUES (1, :id, 'my script', 'drill_', 5)")
    ledger.write(lambda connection: connection.execute(old, {"id": secret_id("its secret")}))
    migrate(ledger.engine)
    found = find_token(ledger, "its secret")
    assert found
    assert (found[1].scopes, found[1].expires_at) == (set(Scope), None)
    ledger.close()


@pytest.mark.parametrize("step", range(len(known_revisions())))
def test_a_migration_leads_from_every_version_to_the_newest(path: Path, step: int) -> None:
    ledger = file_ledger(path)
    migrate(ledger.engine, to=known_revisions()[step])
    migrate(ledger.engine)
    with ledger.read() as connection:
        assert revision(connection) == NEWEST
    assert not examine(ledger)
    ledger.close()


@pytest.mark.parametrize("version", ["base", "0001"])
def test_older_tables_are_no_damage_and_only_want_to_be_migrated(
    postgres: Postgres, version: str
) -> None:
    ledger = server_ledger(postgres.url(postgres.new_database()))
    if version != "base":
        migrate(ledger.engine, to=version)
        ledger.write(write_as_the_first_version_did)
    (finding,) = examine(ledger)
    assert finding.remedy == "run `drillbook migrate`"
    ledger.close()


def test_every_table_of_a_learner_is_emptied_when_the_learner_goes() -> None:
    from app.ledger import tables

    known = {*tables.PRECIOUS, *tables.DERIVED, *tables.PASSING, *tables.OF_NOBODY}
    assert set(metadata.tables.values()) == known
