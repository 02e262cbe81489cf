"""What Today, the drill, an answer and the statistics after it cost the server, by how much was
answered before.

`python -m tests.bench.history [EVENTS …]`, by default 1,000 and 100,000, five of each card; about
seventy cards are due. Over the API, in the process, so that no network is measured; the
statistics as their page gathers them, each time after one more answer.
"""

import io
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr
from pathlib import Path
from typing import Any

from flask import Flask

from app.config import Settings
from app.ledger.courses import follow_course
from app.ledger.ledger import Ledger
from app.ledger.moments import day_number
from app.ledger.rebuild import rebuild
from app.services.manage_learners import get_learner
from app.services.show_statistics import show_statistics
from app.services.tokens import Scope, make_token
from app.web.parts import NAME
from app.wiring import create_web_app
from tests.bench.figures import spread_of, timed
from tests.bench.http_school import write_library
from tests.bench.ledger_events import card_name, learner_with
from tests.bench.measure import load
from tests.bench.today import DUE, SPREAD
from tests.ledger.making import NOW, TODAY, event_id

SIZES = (1_000, 100_000)
ANSWERS_EACH = 5
ROUNDS = 60
BIG_ID = 10_000_000
HTTPS = "https://drill.example.org"
TOKEN = "token-of-the-bench".ljust(43, "x")


def school(home: Path) -> Flask:
    settings = Settings(
        home=home,
        content=home / "content",
        mode="service",
        public_url=HTTPS,
        secret_key=b"k" * 32,
    )
    return create_web_app(settings, lambda: NOW)


def write_history(ledger: Ledger, events: int) -> None:
    learner = learner_with(ledger, "ada@example.org", events // ANSWERS_EACH, ANSWERS_EACH)
    rebuild(ledger, learner.learner_id)
    follow_course(ledger, learner.learner_id, "bench", NOW)
    spread = {"today": day_number(TODAY), "due": DUE}
    ledger.write(lambda connection: connection.execute(SPREAD, spread))
    make_token(ledger, learner, "bench", TOKEN, tuple(Scope), NOW)


def measure(app: Flask, events: int) -> None:
    client = app.test_client(use_cookies=False)
    headers = {"Authorization": f"Bearer {TOKEN}"}

    def call(method: str, path: str, **more: Any) -> None:
        reply = client.open(
            f"/api/v1/{path}", method=method, base_url=HTTPS, headers=headers, **more
        )
        assert reply.status_code == 200, reply.text

    def answer(number: int) -> None:
        sent = {
            "id": event_id(BIG_ID + number),
            "type": "reviewed",
            "card_id": card_name(number * 7919 % (events // ANSWERS_EACH)),
            "grade": "good",
            "answered_at": NOW.isoformat(),
            "elapsed_ms": 4_000,
        }
        call("POST", "reviews", json={"events": [sent]})

    say(events, "Today", lambda _: call("GET", "today"))
    say(events, "the drill", lambda _: call("GET", "drill"))

    def statistics(_number: int) -> None:
        parts = app.extensions[NAME]
        ada = get_learner(parts.ledger, "ada@example.org")
        show_statistics(parts.ledger, parts.library.now(), ada, NOW)

    say(events, "an answer", answer)
    say(events, "statistics", statistics, before=lambda number: answer(ROUNDS + number))


def say(
    events: int,
    what: str,
    work: Callable[[int], None],
    before: Callable[[int], None] = lambda _number: None,
) -> None:
    """The first one apart: it fills what is remembered. `before` is done each time, unmeasured."""
    times = []
    for number in range(ROUNDS):
        before(number)
        times.append(timed(lambda n=number: work(n)))  # type: ignore[misc]
    first, *rest = times
    print(
        f"{events:>9,} events  {what:10} first {first:8.2f} ms  then {spread_of(rest)}", flush=True
    )


def main() -> None:
    print(f"over the API; {load()}")
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    for events in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write_library(Path(folder), max(sizes) // ANSWERS_EACH)
            app = school(Path(folder))
            ledger = app.extensions[NAME].ledger
            write_history(ledger, events)
            measure(app, events)
            ledger.close()
    print(f"at the end: {load()}")


if __name__ == "__main__":
    with redirect_stderr(io.StringIO()):  # a line for each request
        main()
