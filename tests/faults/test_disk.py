"""A full disk, and a file that another program keeps for itself."""

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.ledger.append import Outcome, record
from app.ledger.examine import examine
from app.ledger.learners import add_learner
from app.ledger.ledger import file_ledger
from app.ledger.problems import Busy
from tests.faults.no_rights import NO_SETPRIV, WITHOUT_RIGHTS
from tests.ledger.making import NOW, answer, days

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", ["tmpfs", "quota"])
def test_a_full_disk_refuses_keeps_and_goes_on(kind: str, ledger_file: Path) -> None:
    """On a small disk of its own where the system lets us mount one; a quota does everywhere."""
    program = [sys.executable, "-m", "tests.faults.full_disk", kind, str(ledger_file)]
    if kind == "tmpfs":
        may = subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False)
        program = (
            ["unshare", "-m", *program]
            if may.returncode == 0
            else [*program[:3], "quota", program[4]]
        )
    ran = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr + ran.stdout
    assert ran.stdout.split()[-1] == "sound"


@pytest.mark.skipif(NO_SETPRIV, reason="root may write whatever it wants")
def test_who_may_write_again_goes_on_without_being_started_again(ledger_file: Path) -> None:
    """SQLite stays as it was when it opened the file."""
    program = [*WITHOUT_RIGHTS, sys.executable, "-m", "tests.faults.no_rights", str(ledger_file)]
    ran = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.stdout.split() == ["refused", "refused", "written"], ran.stderr


def test_a_locked_file_is_waited_for(ledger_file: Path) -> None:
    """For as long as a test may stand still on a busy machine, so that only the lock decides."""
    file = file_ledger(ledger_file, busy_ms=120_000)
    ada = add_learner(file, "ada", NOW - days(1))
    holder = sqlite3.connect(ledger_file, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    results: list[Outcome] = []
    writer = threading.Thread(
        target=lambda: results.extend(
            r.outcome for r in record(file, ada.learner_id, [answer(1)], NOW)
        )
    )
    writer.start()
    writer.join(0.2)
    assert writer.is_alive()
    assert not results
    holder.execute("COMMIT")
    writer.join()
    holder.close()
    file.close()
    assert results == [Outcome.RECORDED]


def test_a_file_that_stays_locked_is_a_clear_error(ledger_file: Path) -> None:
    ledger = file_ledger(ledger_file, busy_ms=50)
    ada = add_learner(ledger, "ada", NOW - days(1))
    holder = sqlite3.connect(ledger_file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy, match="locked"):
        record(ledger, ada.learner_id, [answer(1)], NOW)
    holder.execute("COMMIT")
    holder.close()
    (result,) = record(ledger, ada.learner_id, [answer(1)], NOW)
    assert result.outcome is Outcome.RECORDED
    assert not examine(ledger)
    ledger.close()


def test_every_connection_is_set_up_for_safety(ledger_file: Path) -> None:
    file = file_ledger(ledger_file)
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "busy_timeout": 5000,
    }
    opened = [file.engine.connect() for _ in range(20)]
    for connection in opened:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
        connection.close()
        assert found == wanted
    file.close()


def test_only_one_place_opens_connections() -> None:
    """`PRAGMA synchronous` cannot be forgotten where nobody else connects. The backup of a moment
    is synced when it is whole, and the spool is gone with its connection.
    """
    folder = ROOT / "app" / "ledger"
    found = {path.name for path in folder.rglob("*.py") if "sqlite3.connect(" in path.read_text()}
    assert found == {"engine.py", "backup.py", "spool.py"}
