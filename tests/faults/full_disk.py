"""Fills the disk under a ledger: a tmpfs of its own, or a limit on the size of any file.

`python -m tests.faults.full_disk tmpfs|quota LEDGER`, in a process of its own, since both would
hold for everything else too.
"""

import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select

from app.ledger.append import Outcome, record
from app.ledger.examine import examine
from app.ledger.learners import add_learner
from app.ledger.ledger import file_ledger
from app.ledger.problems import NoRoom
from app.ledger.tables import events
from tests.ledger.making import NOW, answer, days

MEBIBYTE = 1 << 20


def main(kind: str, source: Path) -> None:
    if kind == "tmpfs":
        path, make_room = on_small_disk(source)
    else:
        path, make_room = under_quota(source)
    ledger = file_ledger(path)
    ada = add_learner(ledger, "ada", NOW - days(90))
    safe, number = 0, 0
    while number < 20_000:
        number += 1
        try:
            (result,) = record(ledger, ada.learner_id, [answer(number, card=f"a.k{number}.1")], NOW)
        except NoRoom as problem:
            print(safe, "answers, then:", problem)
            break
        assert result.outcome is Outcome.RECORDED
        safe += 1
    else:
        raise AssertionError("the disk was never full")
    with ledger.read() as connection:
        assert connection.scalar(select(func.count()).select_from(events)) == safe
    assert not examine(ledger)
    make_room()
    for again in (number, number + 1):
        (result,) = record(ledger, ada.learner_id, [answer(again, card=f"a.k{again}.1")], NOW)
        assert result.outcome is Outcome.RECORDED
    assert not examine(ledger)
    ledger.close()
    print("sound")


def on_small_disk(source: Path) -> tuple[Path, Callable[[], object]]:
    folder = source.parent / "small"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], check=True)
    (folder / "ballast").write_bytes(bytes(MEBIBYTE // 2))
    return Path(shutil.copy(source, folder / "ledger.db")), (folder / "ballast").unlink


def under_quota(source: Path) -> tuple[Path, Callable[[], object]]:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MEBIBYTE // 2, most))
    return source, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
