"""Many writers at one time: each is told of its own work, and only of that."""

import sqlite3
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, event, text

from app.core.errors import NotFound
from app.ledger.append import Outcome, record
from app.ledger.examine import examine
from app.ledger.learners import add_learner
from app.ledger.ledger import Ledger
from app.ledger.problems import Busy
from tests.ledger.making import NOW, answer, days

WRITERS = 16


def test_writers_at_one_time_all_get_through(ledger: Ledger) -> None:
    learners = [add_learner(ledger, f"l{n}", NOW - days(90)).learner_id for n in range(4)]

    def write(number: int) -> Outcome:
        """Each event twice, by two threads, mostly at one time."""
        once = number // 2
        event = answer(once, card=f"keras.k{once % 9}.1", at=NOW - days(once % 50))
        (result,) = record(ledger, learners[once % 4], [event], NOW)
        return result.outcome

    with ThreadPoolExecutor(WRITERS) as pool:
        outcomes = list(pool.map(write, range(2, 400)))
    assert Counter(outcomes) == {Outcome.RECORDED: 199, Outcome.ALREADY: 199}
    assert not examine(ledger)


def test_one_writers_error_is_nobody_elses(file: Ledger) -> None:
    """All of them wait behind one, so that the next commit is for all of them together."""
    ada = add_learner(file, "ada", NOW - days(90)).learner_id
    begun, go_on = threading.Event(), threading.Event()

    def slow(connection: Connection) -> None:
        begun.set()
        go_on.wait(60)

    def write(number: int) -> Outcome:
        nobody = number % 3 == 0
        (result,) = record(
            file, 99 if nobody else ada, [answer(number, card=f"a.k{number}.1")], NOW
        )
        return result.outcome

    with ThreadPoolExecutor(WRITERS) as pool:
        first = pool.submit(file.write, slow)
        assert begun.wait(60)
        waiting = [pool.submit(write, number) for number in range(1, WRITERS)]
        go_on.set()
        first.result()
        for number, each in enumerate(waiting, 1):
            if number % 3 == 0:
                with pytest.raises(NotFound):
                    each.result()
            else:
                assert each.result() is Outcome.RECORDED
    assert not examine(file)


def test_who_waits_behind_a_lock_waits_no_longer_than_the_first(file: Ledger) -> None:
    """It finds the file locked, and all that came meanwhile hear so with it."""
    turns = file._turns
    assert turns
    tried: list[str] = []

    def find_it_locked(connection: Connection) -> None:
        tried.append("once")
        while len(turns._waiting) < WRITERS - 1:
            threading.Event().wait(0.01)
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise error

    event.listen(file.engine, "begin", find_it_locked)
    with ThreadPoolExecutor(WRITERS) as pool:
        waiting = [pool.submit(file.write, lambda connection: None) for _ in range(WRITERS)]
        refused = [type(each.exception()) for each in waiting]
    event.remove(file.engine, "begin", find_it_locked)
    assert refused == [Busy] * WRITERS
    assert tried == ["once"]
    assert file.write(lambda connection: "written") == "written"


def test_a_failed_write_leaves_nothing(ledger: Ledger) -> None:
    def fails(connection: Connection) -> None:
        connection.execute(text("UPDATE learners SET name = 'eve'"))
        raise ZeroDivisionError

    ada = add_learner(ledger, "ada", NOW)
    with pytest.raises(ZeroDivisionError):
        ledger.write(fails)
    assert not examine(ledger)
    (result,) = record(ledger, ada.learner_id, [answer(1)], NOW)
    assert result.outcome is Outcome.RECORDED
