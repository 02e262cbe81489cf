"""Some learners who are reminded by real mail and real webhooks."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

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
from tests.mail_server import PATIENCE
from tests.receiver import Receiver
from tests.services.numbered import cards, numbered_library
from tests.services.reminding import DAILY, LINKS, morning
from tests.web.learning import Learning

LEARNERS = 4
SENDER = "drillbook@school.example"
TICK = timedelta(minutes=10)


def by_mail(url: str) -> Channel:
    return EmailReminders(Mailer(url, SENDER, seconds=PATIENCE))


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
        places = {Kind.EMAIL: learner.name, Kind.WEBHOOK: f"{self.receiver.url}?{number}"}
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

    @property
    def outgoing(self) -> Outgoing:
        return Outgoing({Kind.EMAIL: self.mail, Kind.WEBHOOK: self.webhooks}, LINKS.of)

    def _sent(self, now: datetime) -> Iterator[State]:
        for lane in LANES:
            while claimed := claim_reminder(self.ledger, lane, "a sender", now):
                library, jitter = self.library.now(), self._draw.random()
                came = send_reminder(self.ledger, library, self.outgoing, claimed, now, jitter)
                yield came.state

    def mails(self) -> list[list[tuple[date, State, int]]]:
        return [
            [(each.for_on, each.state, each.attempts) for each in found]
            for learner_id in self.learners
            for found in [list_deliveries(self.ledger, learner_id, Kind.EMAIL, 99)]
        ]
