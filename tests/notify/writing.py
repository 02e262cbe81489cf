"""A reminder by mail, over a server of this machine."""

from app.core.reminders.kinds import Kind
from app.notify.channel import Outcome, Reminder, Target
from app.notify.email import Mailer
from app.notify.email_reminder import EmailReminders
from tests.mail_server import PATIENCE, MailServer
from tests.notify.reminders import AT, REMINDER

SENDER = "drillbook@school.example"
ADA = Target(Kind.EMAIL, "ada@example.org")


def send(server: MailServer, said: Reminder = REMINDER, to: Target = ADA) -> Outcome:
    return EmailReminders(Mailer(server.url, SENDER, seconds=PATIENCE)).send(to, said, AT)
