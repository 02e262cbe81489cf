"""Durable answers a second over HTTP, beside an empty route and beside Anki's own rate.

`python -m tests.bench.http [LEARNERS [CARDS [SECONDS]]]`, by default 64 learners of 10,000 cards
each, every load for 10 seconds.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from app.ledger.ledger import Ledger, server_ledger
from app.ledger.opening import open_file
from app.ledger.schema import migrate
from tests.bench.http_load import answering, getting, run_load
from tests.bench.http_school import served, write_learners, write_library
from tests.ledger.postgres import Postgres

DEFAULTS = (64, 10_000, 10)
TOGETHER = 10
ANKI_ANSWERS = 1_000


def measure(
    where: str, home: Path, ledger: Ledger, sizes: Sequence[int], *, url: str | None, processes: int
) -> None:
    count, cards, seconds = sizes
    tokens = write_learners(ledger, count, cards)
    ledger.close()
    with served(home, processes, url) as ports:
        empty = run_load(ports, [getting("/healthz")] * count, seconds / 2)
        print(empty.told(f"{where}, an empty route", of_events=False), flush=True)
        for together, what in ((1, "single events"), (TOGETHER, f"batches of {TOGETHER}")):
            requests = [answering(t, cards, together, n) for n, t in enumerate(tokens)]
            load = run_load(ports, requests, seconds)
            print(load.told(f"{where}, {what}"), flush=True)


def anki(cards: int) -> None:
    """In a process of its own, which imports nothing of ours that is measured."""
    from tests.bench.anki_peer import answer_and_next, collection

    with tempfile.TemporaryDirectory() as folder:
        col = collection(Path(folder), cards)
        answers = min(ANKI_ANSWERS, cards // 4)
        spent_ms = sum(answer_and_next(col) for _ in range(answers))
        print(f"{'anki, in its process':34} {answers / spent_ms * 1000:>8,.0f}/s", flush=True)
        col.close()


def main() -> None:
    given = [int(word) for word in sys.argv[1:]]
    sizes = (*given, *DEFAULTS[len(given) :])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        write_library(home, sizes[1])
        _anki(sizes[1])
        measure("sqlite", home, open_file(home / "ledger.db"), sizes, url=None, processes=1)
        _anki(sizes[1])
        server = Postgres(("listen_addresses=", "shared_buffers=512MB"))
        url = server.url(server.new_database())
        ledger = server_ledger(url)
        migrate(ledger.engine)
        measure("postgresql, 2 processes", home, ledger, sizes, url=url, processes=2)
        server.remove()


def _anki(cards: int) -> None:
    program = [sys.executable, "-c", f"from tests.bench.http import anki; anki({cards})"]
    subprocess.run(program, check=True)


if __name__ == "__main__":
    main()
