"""Records answers one by one and tells of each when the ledger has said that it is safe.

`python -m tests.faults.acknowledge LEDGER COUNT`, to be watched by whoever started it.
"""

import os
import sys
from pathlib import Path

from app.ledger.append import Outcome, record
from app.ledger.learners import add_learner
from app.ledger.ledger import file_ledger
from tests.ledger.making import NOW, answer, days

STDOUT = 1


def main(path: Path, count: int) -> None:
    ledger = file_ledger(path)
    ada = add_learner(ledger, "ada", NOW - days(90))
    for number in range(1, count + 1):
        (result,) = record(ledger, ada.learner_id, [answer(number, card=f"a.k{number}.1")], NOW)
        assert result.outcome is Outcome.RECORDED
        os.write(STDOUT, b"safe %d\n" % number)
    ledger.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
