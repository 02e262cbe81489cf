"""Another scheduler, folded in the background: safe at each moment, and done in the end."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from app.ledger import rebuild as folding
from app.ledger.append import record
from app.ledger.learners import Learner, add_learner, change_settings, get_learner, remove_learner
from app.ledger.ledger import Ledger
from app.ledger.rebuild import rebuild
from app.services import refolding
from app.services.change_scheduler import change_scheduler
from app.services.refolding import Refolding, UnderWay, needs_refolding
from tests.ledger.looking import state
from tests.ledger.making import NOW, answer, days

LONGEST_SECONDS = 60


class Held:
    """A fold that waits to be let go, so that the moment before its end can be looked at."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.free = threading.Semaphore(0)

    def rebuild(self, ledger: Ledger, learner_id: int, progress: Callable[..., Any]) -> int:
        progress(1, 2)
        self.begun.release()
        assert self.free.acquire(timeout=LONGEST_SECONDS)
        return folding.rebuild(ledger, learner_id, progress)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    held = Held()
    monkeypatch.setattr(refolding, "rebuild", held.rebuild)
    return held


@pytest.fixture
def ada(ledger: Ledger) -> Learner:
    ada = add_learner(ledger, "ada", NOW - days(100))
    for number, back in enumerate((40, 39, 20, 5), 1):
        record(ledger, ada.learner_id, [answer(number, at=NOW - days(back))], NOW)
    return get_learner(ledger, ada.learner_id)


def over(background: Refolding) -> None:
    """Its thread has ended, whatever it had to do."""
    for thread in threading.enumerate():
        if thread.name == "refolding":
            thread.join(LONGEST_SECONDS)
    assert not background._runs


def test_the_old_schedules_stay_until_the_new_ones_are_whole(
    ledger: Ledger, ada: Learner, held: Held
) -> None:
    background, before = Refolding(ledger), state(ledger, ada.learner_id)
    changed = change_scheduler(ledger, background, ada, {"scheduler": "fsrs"})
    assert held.begun.acquire(timeout=LONGEST_SECONDS)
    assert background.find(ada) == UnderWay(1, 2)
    assert state(ledger, ada.learner_id) == before
    assert needs_refolding(ledger, changed)
    held.free.release()
    over(background)
    assert background.find(ada) is None
    assert not needs_refolding(ledger, changed)
    assert state(ledger, ada.learner_id) != before


def test_what_a_killed_process_left_undone_can_go_on(ledger: Ledger, ada: Learner) -> None:
    """Settings are changed, the fold never came to its end: the ledger shows it."""
    change_settings(ledger, ada.learner_id, {"scheduler": "fsrs"})
    changed = get_learner(ledger, ada.learner_id)
    assert needs_refolding(ledger, changed)
    background = Refolding(ledger)
    assert background.find(changed) is None
    background.start(changed)
    over(background)
    assert not needs_refolding(ledger, changed)


def test_who_changes_back_meanwhile_has_the_old_one(
    ledger: Ledger, ada: Learner, held: Held
) -> None:
    background, before = Refolding(ledger), state(ledger, ada.learner_id)
    change_scheduler(ledger, background, ada, {"scheduler": "fsrs"})
    assert held.begun.acquire(timeout=LONGEST_SECONDS)
    back = change_scheduler(ledger, background, ada, {"scheduler": "sm2"})
    held.free.release(2)
    over(background)
    assert not needs_refolding(ledger, back)
    assert state(ledger, ada.learner_id) == before


def test_a_retention_that_sm2_does_not_know_folds_nothing(ledger: Ledger, ada: Learner) -> None:
    background = Refolding(ledger)
    changed = change_scheduler(ledger, background, ada, {"retention": 0.8})
    assert background.find(changed) is None


def test_one_that_fails_does_not_keep_the_others(
    ledger: Ledger, ada: Learner, held: Held, caplog: pytest.LogCaptureFixture
) -> None:
    background = Refolding(ledger)
    eve = add_learner(ledger, "eve", NOW)
    change_scheduler(ledger, background, eve, {"scheduler": "fsrs"})
    assert held.begun.acquire(timeout=LONGEST_SECONDS)
    remove_learner(ledger, eve.learner_id)
    changed = change_scheduler(ledger, background, ada, {"scheduler": "fsrs"})
    held.free.release(2)
    over(background)
    assert f"the schedules of learner {eve.learner_id} were not made anew" in caplog.text
    assert not needs_refolding(ledger, changed)


def test_what_came_in_meanwhile_is_folded_too(ledger: Ledger, ada: Learner, held: Held) -> None:
    background = Refolding(ledger)
    change_scheduler(ledger, background, ada, {"scheduler": "fsrs"})
    assert held.begun.acquire(timeout=LONGEST_SECONDS)
    record(ledger, ada.learner_id, [answer(9, card="keras.new.1")], NOW)
    held.free.release()
    over(background)
    after = state(ledger, ada.learner_id)
    rebuild(ledger, ada.learner_id)
    assert state(ledger, ada.learner_id) == after
