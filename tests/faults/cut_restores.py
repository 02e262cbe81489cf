"""Restores that are killed before each change of a file's name, one after the other.

`python -m tests.faults.cut_restores FOLDER`: each in a copy of the folder, named by its number.
The last one is not killed.
"""

import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path

from app.ledger.restore import restore
from tests.ledger.making import NOW

CHANGES = ("os.rename", "os.link", "os.remove")


def restored(folder: Path, kill_at: int) -> None:
    changes = count()

    def killed(event: str, _arguments: object) -> None:
        if event in CHANGES and next(changes) == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(killed)
    restore(folder / "ledger.db", folder / "backup.db", NOW)


def main() -> None:
    folder = Path(sys.argv[1])
    for number in count():
        copy = folder.with_name(f"{folder.name}-{number}")
        shutil.copytree(folder, copy)
        child = os.fork()
        if not child:
            restored(copy, number)
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            return


if __name__ == "__main__":
    main()
