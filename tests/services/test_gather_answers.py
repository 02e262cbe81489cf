"""Answers that come at one time share a commit; each learner is told of their own, in any case."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from app.core.errors import NotFound
from app.ledger.append import Outcome
from app.ledger.examine import examine
from app.ledger.learners import Learner, add_learner, remove_learner
from app.ledger.ledger import Ledger, file_ledger
from app.ledger.problems import Busy
from app.library.shelf import Library
from app.services import gather_answers
from app.services.build_library import build_library
from app.services.gather_answers import Gathering, Told
from app.services.take_answers import Sent, take_answers_together
from tests.ledger.making import NOW, answer, days
from tests.web.sample import write_course

SOON = 60
CARD = "rivers.intermittent.1"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    write_course(tmp_path / "content")
    build_library(tmp_path / "content", tmp_path / "library.db")
    return Library(tmp_path / "library.db")


@pytest.fixture
def gathering(ledger: Ledger, library: Library) -> Gathering:
    return Gathering(ledger, library, lambda: NOW)


def learners(ledger: Ledger, count: int) -> list[Learner]:
    return [add_learner(ledger, f"l{n}", NOW - days(90)) for n in range(count)]


def told_of(gathering: Gathering, sent: Sent | None) -> "Future[Told]":
    told: Future[Told] = Future()
    gathering.put(lambda: sent, told.set_result)
    return told


def statuses(told: Told) -> list[Outcome]:
    assert isinstance(told, tuple)
    return [each.status for each in told]


def test_each_hears_of_their_own(ledger: Ledger, gathering: Gathering) -> None:
    some = learners(ledger, 12)
    sent = [Sent(each, [answer(n, card=CARD)]) for n, each in enumerate(some, 1)]
    with ThreadPoolExecutor(12) as pool:
        taken = list(pool.map(gathering.take, sent * 2))
    assert [each.id for (each,) in taken] == [each.events[0].id for each in sent * 2]
    outcomes = sorted(each.status for (each,) in taken)
    assert outcomes == [Outcome.ALREADY] * 12 + [Outcome.RECORDED] * 12
    assert not examine(ledger)


def test_what_one_learner_sends_twice_is_taken_once(ledger: Ledger, gathering: Gathering) -> None:
    (ada,) = learners(ledger, 1)
    sent = Sent(ada, [answer(1, card=CARD)])
    told = [told_of(gathering, sent) for _ in range(5)]
    outcomes = [status for each in told for status in statuses(each.result(SOON))]
    assert outcomes == [Outcome.RECORDED] + [Outcome.ALREADY] * 4


def test_the_fault_of_one_is_nobody_elses(ledger: Ledger, gathering: Gathering) -> None:
    ada, gone, bob = learners(ledger, 3)
    remove_learner(ledger, gone.learner_id)
    sent = [Sent(each, [answer(n, card=CARD)]) for n, each in enumerate((ada, gone, bob), 1)]
    first, second, third = (told_of(gathering, each) for each in sent)
    assert statuses(first.result(SOON)) == statuses(third.result(SOON)) == [Outcome.RECORDED]
    assert second.result(SOON) is None
    with pytest.raises(NotFound):
        gathering.take(sent[1])


def test_a_card_of_no_lesson_is_told_of_alone(ledger: Ledger, gathering: Gathering) -> None:
    (ada,) = learners(ledger, 1)
    sent = Sent(ada, [answer(1, card="rivers.nothing.1"), answer(2, card=CARD)])
    assert told_of(gathering, sent).result(SOON) is None
    assert statuses(gathering.take(sent)) == [Outcome.INVALID, Outcome.RECORDED]


def test_what_cannot_be_read_costs_only_itself(ledger: Ledger, gathering: Gathering) -> None:
    (ada,) = learners(ledger, 1)
    broken: Future[Told] = Future()
    gathering.put(lambda: 1 // 0, broken.set_result)  # type: ignore[arg-type, return-value]
    left_out = told_of(gathering, None)
    fine = told_of(gathering, Sent(ada, [answer(1, card=CARD)]))
    assert broken.result(SOON) is left_out.result(SOON) is None
    assert statuses(fine.result(SOON)) == [Outcome.RECORDED]


def test_who_cannot_be_told_costs_nobody_else_an_answer(
    ledger: Ledger, gathering: Gathering, capsys: pytest.CaptureFixture[str]
) -> None:
    """As when a browser's connection is over."""
    ada, bob = learners(ledger, 2)

    def gone(_: Told) -> None:
        raise RuntimeError("nobody is there")

    gathering.put(lambda: Sent(ada, [answer(1, card=CARD)]), gone)
    told = told_of(gathering, Sent(bob, [answer(2, card=CARD)]))
    assert statuses(told.result(SOON)) == [Outcome.RECORDED]
    assert "nobody is there" in capsys.readouterr().err
    assert statuses(gathering.take(Sent(ada, [answer(1, card=CARD)]))) == [Outcome.ALREADY]


def test_many_answers_of_one_hold_up_nobody_elses(
    ledger: Ledger, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes after them is taken with the first of them."""
    ada, bob = learners(ledger, 2)
    rounds: list[list[int]] = []
    go_on = threading.Event()

    def watched(at: Ledger, shelf: Any, sent: Sequence[Sent], now: Any) -> Any:
        rounds.append([each.learner.learner_id for each in sent])
        return take_answers_together(at, shelf, sent, now)

    def when_all_wait() -> Sent:
        go_on.wait(SOON)
        return Sent(ada, [answer(1, card=CARD)])

    monkeypatch.setattr(gather_answers, "take_answers_together", watched)
    gathering = Gathering(ledger, library, lambda: NOW)
    first: Future[Told] = Future()
    gathering.put(when_all_wait, first.set_result)
    told = [told_of(gathering, Sent(ada, [answer(n, card=CARD)])) for n in range(2, 99)]
    last = told_of(gathering, Sent(bob, [answer(99, card=CARD)]))
    go_on.set()
    assert statuses(last.result(SOON)) == statuses(told[-1].result(SOON)) == [Outcome.RECORDED]
    assert rounds[0] == [ada.learner_id, bob.learner_id]
    assert rounds[1:] == [[ada.learner_id]] * 97


def test_who_waits_behind_a_locked_ledger_hears_of_it_with_the_first(
    file: Ledger, library: Library
) -> None:
    """And does not wait for the same lock, and as long again."""
    ada, *others = learners(file, 9)
    sent = [Sent(each, [answer(n, card=CARD)]) for n, each in enumerate([ada] * 5 + others, 1)]
    gathering = Gathering(file, library, lambda: NOW)
    tried: list[str] = []
    all_wait, begun, go_on = threading.Event(), threading.Event(), threading.Event()

    def when_all_wait() -> Sent:
        all_wait.wait(SOON)
        return sent[0]

    def find_it_locked(_: Connection) -> None:
        tried.append("once")
        begun.set()
        go_on.wait(SOON)
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise error

    event.listen(file.engine, "begin", find_it_locked)
    first: Future[Told] = Future()
    gathering.put(when_all_wait, first.set_result)
    drawn = [told_of(gathering, each) for each in sent[1:]]
    all_wait.set()
    assert begun.wait(SOON)
    waiting = [told_of(gathering, each) for each in sent]
    go_on.set()
    assert {type(each.result(SOON)) for each in (first, *drawn, *waiting)} == {Busy}
    event.remove(file.engine, "begin", find_it_locked)
    assert tried == ["once"]
    assert statuses(gathering.take(sent[0])) == [Outcome.RECORDED]


@pytest.fixture
def locked(ledger_file: Path) -> Iterator[sqlite3.Connection]:
    other = sqlite3.connect(ledger_file, isolation_level=None)
    yield other
    other.close()


def test_a_locked_ledger_is_told_to_all_and_taken_when_it_is_free(
    ledger_file: Path, library: Library, locked: sqlite3.Connection
) -> None:
    ledger = file_ledger(ledger_file, busy_ms=0)
    sent = [Sent(each, [answer(n, card=CARD)]) for n, each in enumerate(learners(ledger, 2), 1)]
    gathering = Gathering(ledger, library, lambda: NOW)
    locked.execute("BEGIN IMMEDIATE")
    for told in [told_of(gathering, each) for each in sent]:
        assert isinstance(told.result(SOON), Busy)
    with pytest.raises(Busy):
        gathering.take(sent[0])
    locked.execute("ROLLBACK")
    assert statuses(gathering.take(sent[0])) == [Outcome.RECORDED]
    ledger.close()
