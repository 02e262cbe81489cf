"""A log that a bad disk has changed: told in words, and never taken for something else."""

from pathlib import Path

import pytest
from sqlalchemy import text

from app.ledger.append import record
from app.ledger.examine import examine
from app.ledger.findings import RESTORE
from app.ledger.learners import Learner, add_learner
from app.ledger.ledger import Ledger, damaged_ledger, file_ledger
from app.ledger.problems import Damaged, NoRoom
from app.ledger.rebuild import rebuild
from tests.ledger.making import NOW, answer, days


@pytest.fixture
def ada(file: Ledger) -> Learner:
    learner = add_learner(file, "ada", NOW - days(30))
    record(file, learner.learner_id, [answer(1)], NOW)
    return learner


@pytest.fixture
def changed(file: Ledger, ada: Learner, ledger_file: Path) -> Ledger:
    """The file is sound as SQLite sees it; what it says is not."""
    file.empty_wal()
    file.close()
    content = ledger_file.read_bytes()
    assert content.count(b'"grade":"good"') == 1
    ledger_file.write_bytes(content.replace(b'"grade":"good"', b'"grade":"gooe"'))
    return file_ledger(ledger_file)


def test_an_event_that_cannot_be_read_is_told_with_what_to_do(
    changed: Ledger, ada: Learner
) -> None:
    with pytest.raises(Damaged, match=r"event .* cannot be read \(restore a backup"):
        rebuild(changed, ada.learner_id)
    with pytest.raises(Damaged, match="cannot be read"):
        record(changed, ada.learner_id, [answer(2)], NOW)
    with pytest.raises(Damaged, match="cannot be read"):
        record(changed, ada.learner_id, [answer(3)], NOW)
    changed.close()


def test_what_reads_the_whole_log_finds_it(changed: Ledger) -> None:
    found = examine(changed)
    assert {each.remedy for each in found} == {RESTORE}
    assert any("cannot be read" in each.what for each in found)
    changed.close()


def test_one_cause_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_bytes(b"dear diary\n")
    ledger = damaged_ledger(tmp_path / "ledger.db", "looked at")
    (found,) = examine(ledger)
    assert found.remedy == RESTORE
    assert "doctor" not in found.what
    ledger.close()


def test_who_has_no_room_is_not_sent_to_a_backup(
    file: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise NoRoom("the disk is full", "make room; nothing was lost")

    monkeypatch.setattr(file, "read", full)
    (found,) = examine(file)
    assert found.remedy == "make room; nothing was lost"


def test_who_has_a_newer_ledger_is_sent_to_a_newer_program(file: Ledger) -> None:
    with file.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    (found,) = examine(file)
    assert "newer Drillbook" in found.what
    assert "update Drillbook" in found.remedy
