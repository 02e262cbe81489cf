"""A school of any size: its lessons, its learners with their cards, and its servers."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from sqlalchemy import Connection, delete, insert, literal, select

from app.ledger.learners import Learner, add_learner
from app.ledger.ledger import Ledger
from app.ledger.rebuild import rebuild
from app.ledger.tables import derived_day, derived_edition, derived_schedule
from app.services.build_library import build_library
from app.services.tokens import Scope, make_token
from tests.bench.ledger_events import learner_with, write_answers
from tests.ledger.making import NOW, days

A_LESSON = 100
ANSWERS_EACH = 1
STARTING_SECONDS = 60


def write_library(home: Path, cards: int) -> None:
    """Cards by the names that the learners' answers give them."""
    course = home / "content" / "bench"
    course.mkdir(parents=True)
    (course / "course.toml").write_text('title = "Bench"\n')
    for first in range(0, cards, A_LESSON):
        facts = (
            f"The fact of place {n} is called =={n}==. {{#k{n:06}}}\n"
            for n in range(first, min(first + A_LESSON, cards))
        )
        head = f"---\nid: lesson-{first}\ntitle: Lesson {first}\n---\n\n## Facts\n\n"
        (course / f"{first:06}.md").write_text(head + "\n".join(facts))
    build_library(home / "content", home / "library.db")


def write_learners(ledger: Ledger, count: int, cards: int) -> list[str]:
    """One is folded, the others are its copies; the token of each."""
    first = learner_with(ledger, "learner-0", cards, ANSWERS_EACH)
    rebuild(ledger, first.learner_id)
    made = [first, *(_copy(ledger, first, n, cards) for n in range(1, count))]
    tokens = [f"token-of-{n}-".ljust(43, "x") for n in range(count)]
    for learner, token in zip(made, tokens, strict=True):
        make_token(ledger, learner, "bench", token, tuple(Scope), NOW)
    return tokens


def _copy(ledger: Ledger, first: Learner, number: int, cards: int) -> Learner:
    """The log anew, since each has a chain of its own; what was folded as it is."""
    copy = add_learner(ledger, f"learner-{number}", NOW - days(399))
    write_answers(ledger, copy.learner_id, cards, ANSWERS_EACH)

    def work(connection: Connection) -> None:
        for table in (derived_edition, derived_schedule, derived_day):
            mine = table.c.learner_id == copy.learner_id
            connection.execute(delete(table).where(mine))
            rest = [column for column in table.columns if column.name != "learner_id"]
            whose = select(literal(copy.learner_id), *rest).where(
                table.c.learner_id == first.learner_id
            )
            connection.execute(insert(table).from_select([table.c.learner_id, *rest], whose))

    ledger.write(work)
    return copy


@contextmanager
def served(home: Path, processes: int, database_url: str | None = None) -> Iterator[list[int]]:
    """As a school runs it, each process on a port of its own."""
    ports = [_free_port() for _ in range(processes)]
    running = [_serve(home, port, database_url) for port in ports]
    try:
        for port in ports:
            _wait_for(port)
        yield ports
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()


def _serve(home: Path, port: int, database_url: str | None) -> "subprocess.Popen[bytes]":
    environment = {
        **os.environ,
        "DRILLBOOK_MODE": "service",
        "DRILLBOOK_HOME": str(home),
        "DRILLBOOK_CONTENT": str(home / "content"),
        "DRILLBOOK_PORT": str(port),
        "DRILLBOOK_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "DRILLBOOK_SECRET_KEY": "k" * 32,
    }
    if database_url:
        environment["DRILLBOOK_DATABASE_URL"] = database_url
    program = [sys.executable, "-c", "from app.cli.main import main; main()", "serve"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(program, env=environment, stdout=quiet, stderr=quiet)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    until = time.monotonic() + STARTING_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").close()
            return
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
