"""PostgreSQL goes away as if the power had gone, again and again, while answers come in."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import func, select

from app.ledger.append import Outcome, record
from app.ledger.examine import examine
from app.ledger.learners import add_learner
from app.ledger.ledger import Ledger, server_ledger
from app.ledger.problems import Busy
from app.ledger.schema import migrate
from app.ledger.tables import events
from tests.ledger.making import NOW, answer, days
from tests.ledger.postgres import Postgres

RESTARTS = 20 if os.environ.get("PROVE") else 4
CLIENTS = 4


@pytest.fixture
def server() -> Iterator[Postgres]:
    """One of its own, with every safety on, since this one is killed."""
    own = Postgres(("listen_addresses=", "max_connections=50"))
    yield own
    own.remove()


class Client(threading.Thread):
    """Sends each answer until it is told that it is safe, as a device would."""

    def __init__(self, ledger: Ledger, learner_id: int, first: int, over: threading.Event) -> None:
        super().__init__()
        self._ledger = ledger
        self._learner_id = learner_id
        self._first = first
        self._over = over
        self.safe: list[str] = []
        self.already = self.retried = 0
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            number = self._first
            while not self._over.is_set():
                number += 1
                self._send(number)
        except Exception as error:  # noqa: BLE001 - the test looks at it
            self.error = error

    def _send(self, number: int) -> None:
        event = answer(number, card=f"keras.k{number % 13}.1", at=NOW - days(number % 60))
        while True:
            try:
                (result,) = record(self._ledger, self._learner_id, [event], NOW)
            except Busy:
                self.retried += 1
                self._over.wait(0.01)
                continue
            assert result.outcome in (Outcome.RECORDED, Outcome.ALREADY), result
            self.already += result.outcome is Outcome.ALREADY
            self.safe.append(event.id)
            return


def wait_for_more(clients: list[Client], count: Callable[[Client], int]) -> None:
    """However slow the machine is: what is to be proved has really happened then."""
    before = sum(map(count, clients))
    while sum(map(count, clients)) == before and all(client.is_alive() for client in clients):
        time.sleep(0.01)


def test_no_acknowledged_answer_is_lost_over_restarts(server: Postgres) -> None:
    ledger = server_ledger(server.url(server.new_database()))
    migrate(ledger.engine)
    learner_id = add_learner(ledger, "ada", NOW - days(90)).learner_id
    over = threading.Event()
    clients = [Client(ledger, learner_id, n * 1_000_000, over) for n in range(1, CLIENTS + 1)]
    for client in clients:
        client.start()
    dice = random.Random(1)
    for _ in range(RESTARTS):
        wait_for_more(clients, lambda client: len(client.safe))
        over.wait(dice.uniform(0, 0.3))
        server.stop(signal.SIGQUIT)
        wait_for_more(clients, lambda client: client.retried)
        server.start()
    wait_for_more(clients, lambda client: len(client.safe))
    over.set()
    for client in clients:
        client.join()
    assert [client.error for client in clients] == [None] * CLIENTS
    with ledger.read() as connection:
        there = list(connection.scalars(select(events.c.event_id)))
        assert connection.scalar(select(func.count()).select_from(events)) == len(set(there))
    safe = {id_ for client in clients for id_ in client.safe}
    assert not safe - set(there)
    assert not examine(ledger)
    ledger.close()
