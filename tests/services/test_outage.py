"""A mail server that is away for a day: nobody waits for it, and nobody gets it all afterwards."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.ledger.ledger import Ledger
from app.ledger.reminder_history import State
from tests.mail_server import MailServer, Postbox
from tests.receiver import Receiver
from tests.services.reminding import DAY, FRIDAY, morning
from tests.services.school import LEARNERS, School, by_mail

HOUR = timedelta(hours=1)
MIDNIGHT = morning(1, 0, 0)


@pytest.fixture
def school(ledger: Ledger, tmp_path: Path, receiver: Receiver, closed_port: int) -> School:
    """Its mail server is away."""
    return School(ledger, tmp_path, receiver, by_mail(f"smtp://127.0.0.1:{closed_port}"))


def test_a_day_without_mail_ends_with_the_day(
    school: School, mail_server: MailServer, postbox: Postbox
) -> None:
    friday = dict(school.runs(morning(0), MIDNIGHT))
    assert friday[morning(0)] == {State.WAITING: LEARNERS, State.SENT: LEARNERS}
    assert len(school.receiver.taken) == LEARNERS
    for ((on, state, attempts),) in school.mails():
        assert on == FRIDAY
        assert state in (State.GIVEN_UP, State.WAITING)  # for the first tick after midnight
        assert 12 < attempts < 30
    school.mail = by_mail(mail_server.url)
    saturday = dict(school.runs(MIDNIGHT, MIDNIGHT + DAY))
    assert {at for at, came in saturday.items() if came[State.SENT]} == {morning(1)}
    assert sorted(letter["To"] for letter in postbox.letters) == [
        f"pupil{number}@school.example" for number in range(LEARNERS)
    ]
    for newest, oldest in school.mails():
        assert newest == (FRIDAY + DAY, State.SENT, 1)
        assert oldest[:2] == (FRIDAY, State.GIVEN_UP)
    assert len(school.receiver.taken) == LEARNERS


def test_mail_that_comes_back_brings_each_reminder_once_and_not_all_together(
    school: School, mail_server: MailServer, postbox: Postbox
) -> None:
    for _ in school.runs(morning(0), morning(0, 15, 0)):
        pass
    school.mail = by_mail(mail_server.url)
    sent = [came[State.SENT] for _, came in school.runs(morning(0, 15, 0), MIDNIGHT)]
    assert sum(sent) == LEARNERS
    assert max(sent) < LEARNERS
    assert all(state == [(FRIDAY, State.SENT, state[0][2])] for state in school.mails())
    assert len({letter["Message-ID"] for letter in postbox.letters}) == LEARNERS


def test_every_reminder_by_mail_can_be_ended_by_one_tap(
    school: School, mail_server: MailServer, postbox: Postbox
) -> None:
    """RFC 8058, of every one that was ever sent; and each learner's link is that learner's own."""
    school.mail = by_mail(mail_server.url)
    for _ in school.runs(morning(0), morning(5), HOUR):
        pass
    assert len(postbox.letters) == 3 * LEARNERS  # Friday, Sunday, Tuesday: nobody answered
    links = set()
    for letter in postbox.letters:
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        link = letter["List-Unsubscribe"].strip("<>")
        assert link.startswith("https://drill.example.org/r/unsubscribe/")
        links.add((letter["To"], link))
    assert len({link for _, link in links}) == len(links) == LEARNERS
