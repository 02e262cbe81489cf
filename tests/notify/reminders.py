"""A reminder as services make it, and what somebody might have written into one."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from app.notify.channel import Reminder

AT = datetime(2026, 5, 1, 5, 30, tzinfo=UTC)
SITE = "https://drill.example"
TOKEN = "eyJsIjo3fQ.aZ09-_"

REMINDER = Reminder(
    id="0123456789abcdef0123456789abcdef",
    on_date=date(2026, 5, 1),
    good_until=datetime(2026, 5, 1, 22, tzinfo=UTC),
    count=18,
    minutes=4,
    courses=("Keras", "Python"),
    question="KERAS_BACKEND says one thing, keras.json another. Which one does Keras obey?",
    called="Ada",
    card_url=f"{SITE}/card/{TOKEN}",
    drill_url=f"{SITE}/drill",
    settings_url=f"{SITE}/settings/reminders",
    snooze_url=f"{SITE}/snooze/{TOKEN}",
    unsubscribe_url=f"{SITE}/unsubscribe/{TOKEN}",
)

INJECTIONS = [
    "a\r\nBcc: eve@example.org",
    "a\nBcc: eve@example.org",
    "a\rBcc: eve@example.org",
    "a\r\n\r\nanother body",
    "a\u2028Bcc: eve@example.org",
    "a\u2029Bcc: eve@example.org",
    "a\x85Bcc: eve@example.org",
    "a\x0bBcc: eve@example.org",
    "a\x0cBcc: eve@example.org",
    "a\x1cBcc: eve@example.org",
    "a\x00b",
    "a, eve@example.org",
    "a; eve@example.org",
    "Ada <eve@example.org>",
    "\x1b[2J",
    "\u202egro.elpmaxe",
    "=?utf-8?q?a=0D=0ABcc:_eve@example.org?=",
    "</p><script>alert(1)</script><img src=x onerror=alert(1)>",
    '"><a href="https://eve.example">here</a>',
    "${card_url} $question {card_url} %(question)s {{ question }}",
    "x" * 5_000,
]


def reminder(**changed: Any) -> Reminder:
    return replace(REMINDER, **changed)


def injected(text: str) -> Reminder:
    """Wherever a learner or an author has a say."""
    return reminder(called=text, courses=(text, "Keras"), question=text)
