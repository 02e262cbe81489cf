"""A learner who is reminded, and the minutes in which that is looked at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from app.core.reminders.calendar import Plan
from app.core.reminders.kinds import LANES, Kind
from app.ledger.reminder_channels import NewChannel, ReminderChannel, add_channel, get_channel
from app.ledger.reminder_history import Delivery, State, list_deliveries
from app.notify.channel import Outcome, Reminder, Sent, Target
from app.services.choose_reminders import choose_reminders
from app.services.reminder_links import ReminderLinks
from app.services.send_reminder import Came, Outgoing, claim_reminder, send_reminder
from app.services.signing import Signer
from tests.web.learning import Learning

# Friday, 1 May 2026, in UTC: where the learner is, unless the settings say otherwise.
FRIDAY = date(2026, 5, 1)
AT = time(7, 30)
DAILY = Plan(frozenset(range(7)), AT)
DAY = timedelta(days=1)
SIGNER = Signer(lambda: (b"k" * 32,))
LINKS = ReminderLinks(SIGNER, "https://drill.example.org")


def morning(day: int, hour: int = 7, minute: int = 30) -> datetime:
    """So many days after that Friday."""
    return datetime(2026, 5, 1, hour, minute, tzinfo=UTC) + day * DAY


@dataclass
class Taking:
    """A channel that keeps what it is given, and answers as it is told."""

    outcome: Outcome = field(default_factory=Sent)
    taken: list[tuple[Target, Reminder]] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None

    def send(self, target: Target, reminder: Reminder, now: datetime) -> Outcome:
        self.taken.append((target, reminder))
        self.meanwhile()
        return self.outcome


@dataclass
class Reminding:
    ada: Learning
    email: Taking = field(default_factory=Taking)
    webhook: Taking = field(default_factory=Taking)

    @property
    def outgoing(self) -> Outgoing:
        return Outgoing({Kind.EMAIL: self.email, Kind.WEBHOOK: self.webhook}, LINKS.of)

    def add(self, kind: Kind = Kind.EMAIL, id_: str = "c1", plan: Plan = DAILY) -> None:
        places = {Kind.EMAIL: "ada@example.org"}
        new = NewChannel(kind, places.get(kind, f"https://{id_}.example.org/hook"), plan)
        learner_id, before = self.ada.learner.learner_id, morning(-1, 12)
        add_channel(self.ada.ledger, learner_id, id_, new, before, confirmed=True)

    def choose(self, now: datetime) -> int:
        return choose_reminders(self.ada.ledger, now)

    def send(self, now: datetime, lanes: tuple[str, ...] = LANES) -> list[Came]:
        came = []
        for lane in lanes:
            while claimed := claim_reminder(self.ada.ledger, lane, "a sender", now):
                library = self.ada.library.now()
                came.append(
                    send_reminder(self.ada.ledger, library, self.outgoing, claimed, now, 0.0)
                )
        return came

    def look(self, now: datetime) -> list[Came]:
        self.choose(now)
        return self.send(now)

    def sent_for(self) -> list[date]:
        return [reminder.on_date for _, reminder in self.email.taken]

    def channel(self, id_: str = "c1") -> ReminderChannel:
        return get_channel(self.ada.ledger, self.ada.learner.learner_id, id_)

    def history(self, id_: str = "c1") -> list[Delivery]:
        return list_deliveries(self.ada.ledger, self.ada.learner.learner_id, id_, 1_000)

    def states(self, id_: str = "c1") -> list[tuple[date, State]]:
        """The oldest first."""
        return [(each.for_on, each.state) for each in reversed(self.history(id_))]
