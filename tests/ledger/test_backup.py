"""Copies that count, and their way back."""

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from app.core.errors import DrillbookError
from app.ledger.append import record
from app.ledger.backup import back_up, last_backup
from app.ledger.examine import examine
from app.ledger.learners import Learner, add_learner
from app.ledger.ledger import Ledger, file_ledger
from app.ledger.opening import open_file
from app.ledger.problems import Damaged, ReadOnly
from app.ledger.restore import restore
from tests.ledger.looking import state
from tests.ledger.making import NOW, answer, days


@pytest.fixture
def ada(file: Ledger) -> Learner:
    learner = add_learner(file, "ada", NOW - days(30))
    record(file, learner.learner_id, [answer(n, card=f"a.k{n}.1") for n in range(1, 40)], NOW)
    return learner


def test_a_backup_has_all_that_was_safe_when_it_began(
    file: Ledger, ada: Learner, tmp_path: Path
) -> None:
    over = threading.Event()

    def answer_on() -> None:
        number = 1_000
        while not over.is_set():
            number += 1
            record(file, ada.learner_id, [answer(number, card=f"a.k{number}.1")], NOW)

    writer = threading.Thread(target=answer_on)
    writer.start()
    try:
        for copy in range(5):
            before = state(file, ada.learner_id)["events"]
            back_up(file, tmp_path / f"{copy}.backup", NOW)
            copied = file_ledger(tmp_path / f"{copy}.backup")
            assert set(before) <= set(state(copied, ada.learner_id)["events"])
            assert not examine(copied)
            copied.close()
    finally:
        over.set()
        writer.join()


def test_a_backup_is_one_file_that_only_its_owner_reads(
    file: Ledger, ada: Learner, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    back_up(file, folder / "one.db", NOW)
    assert [path.name for path in folder.iterdir()] == ["one.db"]
    assert (folder / "one.db").stat().st_mode & 0o777 == 0o600


def test_what_a_killed_backup_left_is_gone_with_the_next(
    file: Ledger, ada: Learner, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = [f".one.db.{ended.pid}.new", f".one.db.{ended.pid}.new-journal"]
    of_others = [f".one.db.{os.getppid()}.new", f".two.db.{ended.pid}.new", ".one.db.old.new"]
    for name in left + of_others:
        (folder / name).touch()
    back_up(file, folder / "one.db", NOW)
    assert {path.name for path in folder.iterdir()} == {"one.db", *of_others}


def test_a_file_that_is_no_backup_is_not_overwritten(file: Ledger, tmp_path: Path) -> None:
    diary = tmp_path / "diary.txt"
    diary.write_text("dear diary")
    with pytest.raises(DrillbookError, match="no backup"):
        back_up(file, diary, NOW)
    with pytest.raises(DrillbookError, match="own backup"):
        back_up(file, file.path or diary, NOW)
    assert diary.read_text() == "dear diary"


def test_another_programs_database_is_not_overwritten(file: Ledger, tmp_path: Path) -> None:
    theirs = tmp_path / "collection.anki2"
    with closing(sqlite3.connect(theirs)) as connection:
        connection.execute("CREATE TABLE notes (id INTEGER)")
    before = theirs.read_bytes()
    with pytest.raises(DrillbookError, match="no backup"):
        back_up(file, theirs, NOW)
    assert theirs.read_bytes() == before
    assert not last_backup(file.path or theirs)


def test_an_older_backup_makes_way_for_a_newer_one(
    file: Ledger, ada: Learner, tmp_path: Path
) -> None:
    back_up(file, tmp_path / "backup.db", NOW)
    record(file, ada.learner_id, [answer(99, card="a.late.1")], NOW)
    back_up(file, tmp_path / "backup.db", NOW)
    copied = file_ledger(tmp_path / "backup.db")
    assert state(copied, ada.learner_id) == state(file, ada.learner_id)
    copied.close()


def test_a_restore_brings_it_back_and_keeps_what_was_there(
    file: Ledger, ada: Learner, ledger_file: Path, tmp_path: Path
) -> None:
    back_up(file, tmp_path / "backup.db", NOW)
    then = state(file, ada.learner_id)
    record(file, ada.learner_id, [answer(99, card="a.late.1")], NOW)
    later = state(file, ada.learner_id)
    with pytest.raises(DrillbookError, match="in use"):
        restore(ledger_file, tmp_path / "backup.db", NOW)
    file.close()
    kept = restore(ledger_file, tmp_path / "backup.db", NOW)
    assert kept
    for path, expected in ((ledger_file, then), (kept, later)):
        opened = open_file(path)
        assert state(opened, ada.learner_id) == expected
        opened.close()


def test_a_damaged_backup_is_refused_and_nothing_changes(
    file: Ledger, ada: Learner, ledger_file: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.db"
    back_up(file, backup, NOW)
    before = state(file, ada.learner_id)
    file.close()
    damaged = backup.read_bytes().replace(b'"grade":"good"', b'"grade":"easy"', 1)
    assert damaged != backup.read_bytes()
    backup.write_bytes(damaged)
    with pytest.raises(Damaged):
        restore(ledger_file, backup, NOW)
    opened = open_file(ledger_file)
    assert state(opened, ada.learner_id) == before
    opened.close()


def test_a_damaged_ledger_is_read_only_and_names_the_last_good_backup(
    file: Ledger, ada: Learner, ledger_file: Path, tmp_path: Path
) -> None:
    for name in ("old", "new", "bad"):
        back_up(file, tmp_path / name, NOW)
    file.close()
    (tmp_path / "bad").write_bytes((tmp_path / "bad").read_bytes()[:8192])
    content = bytearray(ledger_file.read_bytes())
    content[-4096:] = bytes(4096)
    ledger_file.write_bytes(content)
    opened = open_file(ledger_file)
    assert opened.damage
    assert str(tmp_path / "new") in opened.damage
    with pytest.raises(ReadOnly, match="restore"):
        record(opened, ada.learner_id, [answer(77)], NOW)
    assert last_backup(ledger_file) == tmp_path / "new"
    opened.close()


def test_a_server_has_its_own_tool(ledger: Ledger, tmp_path: Path) -> None:
    if not ledger.is_file:
        with pytest.raises(DrillbookError, match="pg_dump"):
            back_up(ledger, tmp_path / "copy", NOW)
