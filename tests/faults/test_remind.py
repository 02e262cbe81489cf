"""Each reminder once, however many processes send; none lost when they are killed. PROVE=1: all."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.postgres import Postgres
from tests.receiver import Receiver

ROOT = Path(__file__).parents[2]
PROVE = bool(os.environ.get("PROVE"))
LEARNERS, KILLS = (5_000, 50) if PROVE else (150, 6)
# One sends at a time, so that a kill can cost no more than one that comes twice.
ONE_THREAD = 1


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, ledger_file: Path) -> str:
    if request.param == "sqlite":
        return "-"
    server: Postgres = request.getfixturevalue("postgres")
    return server.url(server.new_database(request.getfixturevalue("migrated_database")))


def remind(database: str, folder: Path, receiver: Receiver, *, threads: int, kills: int) -> Any:
    """A file is written by one process, a server by two."""
    processes = 1 if database == "-" else 2
    numbers = map(str, (LEARNERS, processes, threads, kills))
    module = [sys.executable, "-m", "tests.faults.remind_cycles"]
    program = [*module, str(folder), database, receiver.pair, *numbers]
    ran = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    seen = json.loads(ran.stdout)
    assert not any(seen["ended"])
    return seen


def came(receiver: Receiver) -> Counter[tuple[str, str]]:
    """By where it went and by its id."""
    return Counter((each.path, each.headers["webhook-id"]) for each in receiver.taken)


def test_each_comes_once(database: str, tmp_path: Path, receiver: Receiver) -> None:
    seen = remind(database, tmp_path, receiver, threads=4, kills=0)
    assert seen["after"] == {"sent": LEARNERS}
    assert len(came(receiver)) == LEARNERS
    assert set(came(receiver).values()) == {1}


def test_of_those_killed_none_is_lost_and_each_costs_one_double_at_most(
    database: str, tmp_path: Path, receiver: Receiver
) -> None:
    seen = remind(database, tmp_path, receiver, threads=ONE_THREAD, kills=KILLS)
    assert seen["kills"] >= KILLS
    assert seen["before"]["waiting"]
    assert seen["after"] == {"sent": LEARNERS}
    places = {place for place, _ in came(receiver)}
    assert len(places) == len(came(receiver)) == LEARNERS
    doubles = len(receiver.taken) - LEARNERS
    assert 0 <= doubles <= seen["kills"]
