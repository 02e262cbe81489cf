"""Kills a writing process at random moments and holds what is left against what was promised.

`python -m tests.faults.kill_cycles FOLDER CYCLES SEED` prints what it saw as JSON. Each writer is
forked from here, so that a cycle costs milliseconds and not a start of Python.
"""

import json
import os
import random
import select as polling
import signal
import sys
import threading
import time
from pathlib import Path

from sqlalchemy import select

from app.ledger.append import Outcome, record
from app.ledger.examine import examine
from app.ledger.learners import add_learner
from app.ledger.ledger import Ledger, file_ledger
from app.ledger.opening import open_file
from app.ledger.tables import events
from tests.ledger.making import NOW, answer, days, event_id, undo

CYCLES_A_FILE = 50
THREADS = 3
LONGEST_SECONDS = 0.06


def main(folder: Path, cycles: int, seed: int) -> None:
    dice = random.Random(seed)
    seen = {"cycles": 0, "acknowledged": 0, "lost": 0, "unsound": 0, "not_again": 0}
    for first in range(0, cycles, CYCLES_A_FILE):
        path = folder / f"{first}.db"
        ledger = open_file(path)
        learner_id = add_learner(ledger, "ada", NOW - days(300)).learner_id
        ledger.close()
        acknowledged: set[int] = set()
        for cycle in range(first, min(first + CYCLES_A_FILE, cycles)):
            acks = one_kill(path, learner_id, cycle * 100_000, dice)
            acknowledged |= acks
            look(path, learner_id, acknowledged, acks, seen)
    print(json.dumps(seen))


def one_kill(path: Path, learner_id: int, first: int, dice: random.Random) -> set[int]:
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            write_for_ever(path, learner_id, first, writing)
        finally:
            os._exit(1)
    os.close(writing)
    polling.select([reading], [], [], 30)
    time.sleep(dice.uniform(0, LONGEST_SECONDS))
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    with os.fdopen(reading) as pipe:
        lines = pipe.read().splitlines(keepends=True)
    return {int(line) for line in lines if line.endswith("\n")}


def write_for_ever(path: Path, learner_id: int, first: int, writing: int) -> None:
    ledger = file_ledger(path)
    writers = [
        threading.Thread(target=write_on, args=(ledger, learner_id, first + n * 10_000, writing))
        for n in range(THREADS)
    ]
    for each in writers:
        each.start()
    for each in writers:
        each.join()


def write_on(ledger: Ledger, learner_id: int, number: int, writing: int) -> None:
    """Answers and undos; the number is written to the pipe when the ledger has said it is safe."""
    while True:
        number += 1
        card = f"keras.k{number % 7}.1"
        event = answer(number, card=card, at=NOW - days(number % 90))
        if number % 5 == 0:
            event = undo(number, answer(number - 1, card=f"keras.k{(number - 1) % 7}.1"))
        (result,) = record(ledger, learner_id, [event], NOW)
        assert result.outcome is Outcome.RECORDED, result
        os.write(writing, b"%d\n" % number)


def look(
    path: Path, learner_id: int, acknowledged: set[int], lately: set[int], seen: dict[str, int]
) -> None:
    ledger = open_file(path)
    with ledger.read() as connection:
        there = list(connection.scalars(select(events.c.event_id)))
    seen["cycles"] += 1
    seen["acknowledged"] += len(lately)
    seen["lost"] += len({event_id(number) for number in acknowledged} - set(there))
    seen["unsound"] += len(examine(ledger))
    for number in sorted(n for n in lately if n % 5)[-2:]:
        again = answer(number, card=f"keras.k{number % 7}.1", at=NOW - days(number % 90))
        (result,) = record(ledger, learner_id, [again], NOW)
        seen["not_again"] += result.outcome is not Outcome.ALREADY
    ledger.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
