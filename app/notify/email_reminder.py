"""A reminder by mail: the first question, one link to answer it, and one to end it all."""

from datetime import datetime
from html import escape
from pathlib import Path
from string import Template

from app.notify.address import NoAddress, parse_address
from app.notify.channel import Later, Never, OperatorFault, Outcome, Reminder, Sent, Target
from app.notify.email import Mailer
from app.notify.letter import Letter
from app.notify.mail_problems import MailProblem, RefusedAddress, RefusedSender
from app.notify.reminder_words import headline, one_line, question

# Nobody waits for a reminder as for a page; a busy server may take its time.
CONNECT_SECONDS, SECONDS = 5.0, 30.0

HERE = Path(__file__).parent
HTML = Template((HERE / "reminder.html").read_text(encoding="utf-8"))
TEXT = Template((HERE / "reminder.txt").read_text(encoding="utf-8"))


class EmailReminders:
    def __init__(self, mailer: Mailer) -> None:
        self._mailer = mailer

    def check(self, target: Target) -> None:
        """Only a mail that arrives shows whose an address is."""
        parse_address(target.where_to)

    def send(self, target: Target, reminder: Reminder, now: datetime) -> Outcome:
        try:
            self._mailer.send(compose(reminder, target.where_to, now))
        except (RefusedAddress, NoAddress) as refused:
            return Never(refused.what)
        except RefusedSender as refused:
            return OperatorFault(f"the mail server refuses what Drillbook sends: {refused.said}")
        except MailProblem as problem:
            return Later(problem.what)
        return Sent()


def compose(reminder: Reminder, to: str, now: datetime) -> Letter:
    said = {
        "greeting": f"{one_line(reminder.called)}, " if reminder.called else "",
        "headline": headline(reminder),
        "question": question(reminder),
        "invitation": "Answer this one" if reminder.count else "Open Drillbook",
        "card_url": reminder.card_url,
        "drill_url": reminder.drill_url,
        "snooze_url": reminder.snooze_url,
        "settings_url": reminder.settings_url,
        "unsubscribe_url": reminder.unsubscribe_url,
    }
    return Letter(
        reminder.id,
        to,
        headline(reminder),
        TEXT.substitute(said),
        now,
        HTML.substitute({name: escape(text) for name, text in said.items()}),
        reminder.unsubscribe_url,
    )
