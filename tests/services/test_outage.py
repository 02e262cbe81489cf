"""A mail server that is away for a day: nobody waits for it, and nobody gets it all afterwards."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.core.reminders.kinds import LANES, Kind
from app.ledger.learners import add_learner
from app.ledger.ledger import Ledger
from app.ledger.reminder_channels import NewChannel, add_channel
from app.ledger.reminder_history import State, list_deliveries
from app.notify.channel import Channel
from app.notify.email import Mailer
from app.notify.email_reminder import EmailReminders
from app.notify.outbound import Outbound
from app.notify.webhook import Webhooks, written_secret
from app.services.choose_reminders import choose_reminders
from app.services.send_reminder import Outgoing, claim_reminder, send_reminder
from tests.ledger.making import NOW, days
from tests.mail_server import PATIENCE, MailServer, Postbox
from tests.receiver import Receiver
from tests.services.numbered import cards, numbered_library
from tests.services.reminding import DAILY, DAY, FRIDAY, LINKS, morning
from tests.web.learning import Learning

LEARNERS = 4
SENDER = "drillbook@school.example"
TICK, HOUR = timedelta(minutes=10), timedelta(hours=1)
MIDNIGHT = morning(1, 0, 0)


class School:
    """Each has four cards to review, an address and a webhook, both for half past seven."""

    def __init__(self, ledger: Ledger, folder: Path, receiver: Receiver, mail: Channel) -> None:
        self.ledger, self.receiver = ledger, receiver
        self.library = numbered_library(folder)
        self.learners = [self._learner(number) for number in range(LEARNERS)]
        self.webhooks = Webhooks(Outbound([receiver.pair], seconds=PATIENCE))
        self.mail = mail
        self._draw = random.Random(7)

    def _learner(self, number: int) -> int:
        learner = add_learner(self.ledger, f"pupil{number}@school.example", NOW - days(399))
        pupil = Learning(self.ledger, self.library, learner)
        pupil.follow("keras")
        pupil.answers(cards(0, 4), ago=2)
        places = {Kind.EMAIL: learner.name, Kind.WEBHOOK: self.receiver.url}
        for kind, place in places.items():
            new = NewChannel(kind, place, DAILY, {"secret": written_secret(bytes(32))})
            add_channel(self.ledger, learner.learner_id, kind, new, morning(-1, 12), confirmed=True)
        return learner.learner_id

    def runs(
        self, begin: datetime, end: datetime, every: timedelta = TICK
    ) -> Iterator[tuple[datetime, Counter[State]]]:
        """What came of each tick."""
        now = begin
        while now < end:
            choose_reminders(self.ledger, now)
            yield now, Counter(self._sent(now))
            now += every

    def _sent(self, now: datetime) -> Iterator[State]:
        outgoing = Outgoing({Kind.EMAIL: self.mail, Kind.WEBHOOK: self.webhooks}, LINKS.of)
        for lane in LANES:
            while claimed := claim_reminder(self.ledger, lane, "a sender", now):
                library, jitter = self.library.now(), self._draw.random()
                came = send_reminder(self.ledger, library, outgoing, claimed, now, jitter)
                yield came.state

    def mails(self) -> list[list[tuple[date, State, int]]]:
        return [
            [(each.for_on, each.state, each.attempts) for each in found]
            for learner_id in self.learners
            for found in [list_deliveries(self.ledger, learner_id, Kind.EMAIL, 99)]
        ]


@pytest.fixture
def school(ledger: Ledger, tmp_path: Path, receiver: Receiver, closed_port: int) -> School:
    """Its mail server is away."""
    away = EmailReminders(Mailer(f"smtp://127.0.0.1:{closed_port}", SENDER))
    return School(ledger, tmp_path, receiver, away)


def living(server: MailServer) -> Channel:
    return EmailReminders(Mailer(server.url, SENDER, seconds=PATIENCE))


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
    school.mail = living(mail_server)
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
    school.mail = living(mail_server)
    sent = [came[State.SENT] for _, came in school.runs(morning(0, 15, 0), MIDNIGHT)]
    assert sum(sent) == LEARNERS
    assert max(sent) < LEARNERS
    assert all(state == [(FRIDAY, State.SENT, state[0][2])] for state in school.mails())
    assert len({letter["Message-ID"] for letter in postbox.letters}) == LEARNERS


def test_every_reminder_by_mail_can_be_ended_by_one_tap(
    school: School, mail_server: MailServer, postbox: Postbox
) -> None:
    """RFC 8058, of every one that was ever sent; and each learner's link is that learner's own."""
    school.mail = living(mail_server)
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
