"""Learners who answer at one time are written together, and none is held up by another."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection

from app.core.errors import NotFound
from app.ledger.append import Appended, Outcome, Sending, append_together, record
from app.ledger.examine import examine
from app.ledger.learners import add_learner, lock_learner
from app.ledger.ledger import Ledger, server_ledger
from tests.ledger.making import NOW, answer, days
from tests.ledger.postgres import Postgres

SOON = 60


@contextmanager
def held(ledger: Ledger, work: Callable[[Connection], object]) -> Iterator[Future[object]]:
    """A transaction that has done this much, until it is let go."""
    begun, go_on = threading.Event(), threading.Event()

    def slowly(connection: Connection) -> None:
        work(connection)
        begun.set()
        go_on.wait(SOON)

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(ledger.write, slowly)
        assert begun.wait(SOON)
        try:
            yield writing
        finally:
            go_on.set()


def learners(ledger: Ledger, count: int) -> Sequence[int]:
    return [add_learner(ledger, f"l{n}", NOW - days(90)).learner_id for n in range(count)]


def test_several_learners_are_written_together(ledger: Ledger) -> None:
    some = learners(ledger, 3)
    sendings = [Sending(each, [answer(n), answer(n + 9)], NOW) for n, each in enumerate(some, 1)]
    nothing = Sending(some[0] + 50, [], NOW)
    *done, nobody = append_together(ledger, [*sendings, Sending(99, [answer(5)], NOW)])
    assert nobody is None
    assert done
    assert all(done)
    outcomes = [[result.outcome for result in each.results] for each in done if each]
    assert outcomes == [[Outcome.RECORDED] * 2] * 3
    assert append_together(ledger, [nothing]) == [Appended()]
    assert not examine(ledger)


def test_one_learners_two_calls_are_one_after_the_other(file: Ledger) -> None:
    (ada,) = learners(file, 1)
    with ThreadPoolExecutor(8) as pool, held(file, lambda connection: None):
        waiting = [pool.submit(record, file, ada, [answer(n // 2)], NOW) for n in range(2, 10)]
    outcomes = [each.result()[0].outcome for each in waiting]
    assert sorted(outcomes) == [Outcome.ALREADY] * 4 + [Outcome.RECORDED] * 4
    assert not examine(file)


def test_a_learner_who_is_held_holds_up_nobody_else(
    postgres: Postgres, migrated_database: str
) -> None:
    """As by an import of a whole archive, on a server, where it does not hold the others."""
    url = postgres.url(postgres.new_database(migrated_database))
    ledger = server_ledger(url, busy_ms=SOON * 1000)
    ada, bob = learners(ledger, 2)
    with ThreadPoolExecutor(1) as pool:
        with held(ledger, lambda connection: lock_learner(connection, ada)):
            sendings = [Sending(ada, [answer(1)], NOW), Sending(bob, [answer(2)], NOW)]
            not_now, done = append_together(ledger, sendings)
            assert not_now is None
            assert done
            assert [result.outcome for result in done.results] == [Outcome.RECORDED]
            waits = pool.submit(record, ledger, ada, [answer(1)], NOW)
        (result,) = waits.result(SOON)
        assert result.outcome is Outcome.RECORDED
    ledger.close()


def test_nobody_is_told_so(ledger: Ledger) -> None:
    with pytest.raises(NotFound):
        record(ledger, 99, [answer(1)], NOW)
