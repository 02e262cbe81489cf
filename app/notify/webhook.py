"""A reminder for a program: JSON, signed as Standard Webhooks asks."""

import hmac
import json
from base64 import b64decode, b64encode
from datetime import datetime

from app.notify.channel import Later, Never, Outcome, Reminder, Sent, Target
from app.notify.deliver import deliver
from app.notify.exchange import Reply
from app.notify.outbound import Outbound
from app.notify.reminder_words import headline, one_line, question

PREFIX = "whsec_"
GONE = 410
MOVED = (301, 308)


def written_secret(drawn: bytes) -> str:
    """As receivers expect it; shown once, where it is made."""
    return PREFIX + b64encode(drawn).decode()


class Webhooks:
    def __init__(self, outbound: Outbound) -> None:
        self._outbound = outbound

    def check(self, target: Target) -> None:
        self._outbound.check(target.where_to)

    def send(self, target: Target, reminder: Reminder, now: datetime) -> Outcome:
        body = compose(reminder, now)
        headers = signed(body, target.keys["secret"], reminder.id, now)
        return deliver(
            self._outbound, target.where_to, body, headers, lambda reply: judge(reply, now)
        )


def compose(reminder: Reminder, now: datetime) -> bytes:
    said = {
        "type": "reminder.due",
        "timestamp": now.isoformat(timespec="seconds"),
        "data": {
            "date": reminder.on_date.isoformat(),
            "text": f"{headline(reminder)}.",
            "count": reminder.count,
            "minutes": reminder.minutes,
            "courses": [one_line(title) for title in reminder.courses],
            "question": question(reminder),
            "card_url": reminder.card_url,
            "drill_url": reminder.drill_url,
            "settings_url": reminder.settings_url,
            "snooze_url": reminder.snooze_url,
            "unsubscribe_url": reminder.unsubscribe_url,
        },
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def signed(body: bytes, secret: str, reminder_id: str, now: datetime) -> dict[str, str]:
    """The id stays when it is sent again, and the time does not: an old one may be a replay."""
    at = str(int(now.timestamp()))
    key = b64decode(secret.removeprefix(PREFIX))
    mark = hmac.digest(key, f"{reminder_id}.{at}.".encode() + body, "sha256")
    return {
        "Content-Type": "application/json",
        "webhook-id": reminder_id,
        "webhook-timestamp": at,
        "webhook-signature": f"v1,{b64encode(mark).decode()}",
    }


def judge(reply: Reply, now: datetime) -> Outcome:
    """Most refusals end with somebody's mending: one bad hour must not cost the channel."""
    if reply.is_taken:
        return Sent()
    if reply.status == GONE:
        return Never("the receiver says that it is gone for good")
    if reply.status in MOVED:
        return Never("the receiver has moved (give the address where it is now)")
    return Later(f"the receiver answered {reply.status}", reply.wait_s(now))
