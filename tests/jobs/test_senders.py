"""What hangs holds up nothing else: other kinds of channels, and others of its kind."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest

from app.core.reminders.kinds import LANES
from app.jobs.reminding import Reminding
from app.jobs.senders import Senders
from app.ledger.ledger import Ledger
from tests.mail_server import PATIENCE, MailServer, Postbox
from tests.receiver import Receiver
from tests.services.reminding import morning
from tests.services.school import LEARNERS, School, by_mail


def wait_until(true: Callable[[], bool]) -> bool:
    ends = monotonic() + PATIENCE
    while not true() and monotonic() < ends:
        sleep(0.01)
    return true()


@pytest.fixture
def lines() -> list[str]:
    return []


@pytest.fixture
def reminding(
    ledger: Ledger, tmp_path: Path, receiver: Receiver, mail_server: MailServer, lines: list[str]
) -> Reminding:
    school = School(ledger, tmp_path, receiver, by_mail(mail_server.url))
    clock = lambda: morning(0)  # noqa: E731
    return Reminding(ledger, school.library, school.outgoing, "a sender", clock, lines.append)


def test_a_mail_server_that_hangs_holds_up_no_webhook(
    reminding: Reminding, receiver: Receiver, postbox: Postbox, lines: list[str]
) -> None:
    postbox.waits = True
    reminding.choose()
    senders = Senders(reminding.send_next, 2, Event())
    senders.wake()
    assert wait_until(lambda: len(receiver.taken) == LEARNERS)
    assert not postbox.letters
    postbox.waits = False
    senders.finish()
    assert len(postbox.letters) == LEARNERS
    reminding.say_what_came()
    assert lines == [f"reminders: {2 * LEARNERS} sent"]


def test_a_webhook_that_hangs_holds_up_no_other(
    reminding: Reminding, receiver: Receiver, postbox: Postbox
) -> None:
    receiver.holds = ("/hooks/7?0",)
    reminding.choose()
    senders = Senders(reminding.send_next, 2, Event())
    senders.wake()
    assert wait_until(lambda: len(receiver.taken) == LEARNERS - 1)
    assert wait_until(lambda: len(postbox.letters) == LEARNERS)
    receiver.released.set()
    senders.finish()
    assert len(receiver.taken) == LEARNERS


def test_who_is_told_to_stop_begins_nothing_more() -> None:
    """There is always another: were it begun, this would not end."""
    begun: set[str] = set()

    def send_next(lane: str) -> bool:
        begun.add(lane)
        return True

    stopped = Event()
    senders = Senders(send_next, 1, stopped)
    senders.wake()
    assert wait_until(lambda: begun == set(LANES))
    stopped.set()
    senders.finish()
