"""A restore that is killed half-way: nothing is lost, and the next start simply goes on."""

import shutil
import subprocess
import sys
from pathlib import Path

from app.ledger.append import record
from app.ledger.backup import back_up
from app.ledger.examine import examine
from app.ledger.learners import add_learner
from app.ledger.opening import open_file
from app.ledger.restore import restore
from tests.ledger.looking import state
from tests.ledger.making import NOW, answer, days

ROOT = Path(__file__).parents[2]
BESIDE = ("-wal", "-shm", ".lock")


def state_in(path: Path, learner_id: int) -> object:
    ledger = open_file(path)
    try:
        assert not ledger.damage
        assert not examine(ledger)
        return state(ledger, learner_id)
    finally:
        ledger.close()


def test_a_killed_restore_has_happened_or_not_and_the_other_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    folder.mkdir()
    serving = open_file(tmp_path / "serving.db")
    ada = add_learner(serving, "ada", NOW - days(30)).learner_id
    record(serving, ada, [answer(n, card=f"a.k{n}.1") for n in range(1, 9)], NOW)
    back_up(serving, folder / "backup.db", NOW)
    serving.empty_wal()
    record(serving, ada, [answer(99, card="a.late.1")], NOW)
    earlier, later = state_in(folder / "backup.db", ada), state(serving, ada)
    for end in ("", "-wal"):  # as a killed server leaves them: the last answer is in the WAL alone
        shutil.copy(tmp_path / f"serving.db{end}", folder / f"ledger.db{end}")
    serving.close()

    command = [sys.executable, "-m", "tests.faults.cut_restores", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True)

    found = []
    cut = sorted(tmp_path.glob("home-*"), key=lambda each: int(each.name.partition("-")[2]))
    for home in cut:
        found.append(state_in(home / "ledger.db", ada))
        kept = [each for each in home.glob("*.replaced-*") if not each.name.endswith(BESIDE)]
        if found[-1] == earlier:
            assert [state_in(path, ada) for path in kept] == [later]
        else:
            assert found[-1] == later
            assert not kept
            restore(home / "ledger.db", home / "backup.db", NOW)
            assert state_in(home / "ledger.db", ada) == earlier
    assert found[0] == later
    assert found[-1] == earlier
    assert found.count(later) >= 3  # before the link, before the WAL moved, and after
