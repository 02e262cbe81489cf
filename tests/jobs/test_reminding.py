"""What whoever runs this is told, and how often."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from app.jobs.reminding import MOST_AN_HOUR, Reminding
from app.ledger.reminder_history import State
from app.services.send_reminder import Came
from tests.ledger.making import NOW

HOUR = timedelta(hours=1)


class Watched:
    """A process whose reminders fail, and the lines that it says."""

    def __init__(self) -> None:
        self.now, self.lines = NOW, list[str]()
        nothing: Any = None
        self.reminding = Reminding(nothing, nothing, nothing, "", self.clock, self.lines.append)

    def clock(self) -> datetime:
        return self.now

    def fails(self, *faults: str) -> None:
        for fault in faults:
            self.reminding._note(Came(State.WAITING, None, fault))


@pytest.fixture
def watched() -> Watched:
    return Watched()


def test_the_same_fault_is_told_once_an_hour(watched: Watched) -> None:
    watched.fails("a wrong password", "a wrong password", "another")
    watched.now += HOUR - timedelta(seconds=1)
    watched.fails("a wrong password")
    assert watched.lines == ["reminders: a wrong password", "reminders: another"]
    watched.now += timedelta(seconds=1)
    watched.fails("a wrong password")
    assert watched.lines[2:] == ["reminders: a wrong password"]


def test_of_many_faults_that_differ_by_a_number_some_are_told(watched: Watched) -> None:
    watched.fails(*(f"554 rejected, queue id {number}" for number in range(1_000)))
    assert len(watched.lines) == MOST_AN_HOUR
    watched.now += HOUR
    watched.fails("554 rejected, queue id 1001")
    assert len(watched.lines) == MOST_AN_HOUR + 1


def test_what_came_of_the_rest_is_counted(watched: Watched) -> None:
    watched.fails("one", "two")
    watched.lines.clear()
    watched.reminding.say_what_came()
    watched.reminding.say_what_came()
    assert watched.lines == ["reminders: 2 waiting"]


def test_a_fault_of_our_own_is_told_and_no_thread_dies_of_it(watched: Watched) -> None:
    """There is no ledger at all: nobody foresaw that."""
    for _ in range(3):
        watched.reminding.choose()
        assert not watched.reminding.send_next("email")
    assert len(watched.lines) == 2
    assert all("AttributeError" in line for line in watched.lines)
    assert watched.reminding.has_failed
