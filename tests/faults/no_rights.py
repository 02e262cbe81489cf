"""Takes the right to write from a ledger that is open, and gives it back.

`python -m tests.faults.no_rights LEDGER`, in a process that has no more rights than others.
"""

import os
import shutil
import sys
from pathlib import Path

from app.ledger.learners import add_learner
from app.ledger.ledger import file_ledger
from app.ledger.problems import ReadOnly
from tests.ledger.making import NOW

# What root may do beyond the rights of a file is more than anybody's service should.
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
WITHOUT_RIGHTS = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if IS_ROOT else []
NO_SETPRIV = IS_ROOT and shutil.which("setpriv") is None


def main(path: Path) -> None:
    path.chmod(0o444)
    ledger = file_ledger(path)
    for name in ("ada", "ben"):
        try:
            add_learner(ledger, name, NOW)
        except ReadOnly:
            print("refused")
    for each in path.parent.glob(f"{path.name}*"):
        each.chmod(0o600)
    add_learner(ledger, "ada", NOW)
    print("written")
    ledger.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
