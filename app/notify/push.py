"""A reminder for a browser, by the push service of whoever made it."""

import json
import os
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric import ec

from app.notify.channel import Later, Never, OperatorFault, Outcome, Reminder, Sent, Target
from app.notify.deliver import deliver
from app.notify.destination import Destination, Refused, parse_destination
from app.notify.exchange import Reply
from app.notify.outbound import Outbound
from app.notify.push_encryption import encrypt
from app.notify.reminder_words import headline, question, shortened
from app.notify.vapid import VapidKey

# Whoever else a page names as its push service is somebody who wants to be written to.
SERVICES = ("fcm.googleapis.com", "updates.push.services.mozilla.com")
FAMILIES = (".push.apple.com", ".notify.windows.com")
# A notification shows less, and a message has to fit into one record.
LONGEST_TITLE = 200
LONGEST_QUESTION = 300
KEY_BYTES, AUTH_BYTES = 65, 16
GONE = (404, 410)
ADD_AGAIN = "add it again there"
# To each of them something is wrong with the key, or with how we ask.
OURS = (400, 401, 403, 413)


@dataclass(frozen=True, slots=True)
class Browser:
    key: bytes
    auth: bytes


class Pushes:
    def __init__(self, outbound: Outbound, key: VapidKey) -> None:
        self._outbound = outbound
        self._key = key

    def check(self, target: Target) -> None:
        self._known(target)
        self._browser(target)
        self._outbound.check(target.where_to)

    def send(self, target: Target, reminder: Reminder, now: datetime) -> Outcome:
        try:
            origin, browser = self._known(target).origin, self._browser(target)
        except Refused as refused:
            return Never(str(refused))
        body = sealed(compose(reminder), browser)
        headers = addressed(reminder, now) | {"Authorization": self._key.authorization(origin, now)}
        return deliver(
            self._outbound, target.where_to, body, headers, lambda reply: judge(reply, now), astray
        )

    def _known(self, target: Target) -> Destination:
        to = parse_destination(target.where_to)
        if self._is_known(to) or self._outbound.allows(to):
            return to
        what = f"{to.pair} is no push service that is known"
        raise Refused(what, "whoever runs Drillbook may allow it in DRILLBOOK_OUTBOUND_ALLOW")

    def _browser(self, target: Target) -> Browser:
        """A push service takes for it what was signed with the key that it was subscribed with."""
        if target.keys.get("vapid", self._key.public) != self._key.public:
            what = "this browser was subscribed with an older key of Drillbook"
            raise Refused(what, ADD_AGAIN)
        return browser_of(target)

    def _is_known(self, to: Destination) -> bool:
        safe = to.origin == f"https://{to.host}"
        return safe and (to.host in SERVICES or to.host.endswith(FAMILIES))


def browser_of(target: Target) -> Browser:
    try:
        key, auth = (urlsafe_b64decode(target.keys[name] + "==") for name in ("p256dh", "auth"))
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key)
    except (KeyError, ValueError):
        key, auth = b"", b""
    if (len(key), len(auth)) != (KEY_BYTES, AUTH_BYTES):
        what = "the keys of this browser cannot be used"
        raise Refused(what, ADD_AGAIN)
    return Browser(key, auth)


def compose(reminder: Reminder) -> bytes:
    """What the page's service worker shows; `tag` makes one of two that say the same."""
    said = {
        "title": shortened(headline(reminder), LONGEST_TITLE),
        "body": question(reminder, LONGEST_QUESTION),
        "card_url": reminder.card_url,
        "tag": reminder.id,
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def sealed(text: bytes, browser: Browser) -> bytes:
    once = ec.generate_private_key(ec.SECP256R1())
    return encrypt(text, browser.key, browser.auth, once, os.urandom(16))


def addressed(reminder: Reminder, now: datetime) -> dict[str, str]:
    """Of one topic a service keeps the last only; and when the day is over, none."""
    left = int((reminder.good_until - now).total_seconds())
    return {
        "Content-Type": "application/octet-stream",
        "Content-Encoding": "aes128gcm",
        "TTL": str(max(0, left)),
        "Topic": reminder.id,
        "Urgency": "normal",
    }


def astray(refused: Refused) -> Outcome:
    """The service is a known one, so that its name leads to a private address in our network only:
    that must not cost every learner's browser.
    """
    return OperatorFault(str(refused))


def judge(reply: Reply, now: datetime) -> Outcome:
    if reply.is_taken:
        return Sent()
    if reply.status in GONE:
        what = f"the browser no longer takes reminders ({ADD_AGAIN})"
        return Never(what, is_gone=True)
    if reply.status in OURS:
        return OperatorFault(f"the push service refuses what Drillbook sends ({reply.status})")
    return Later(f"the push service answered {reply.status}", reply.wait_s(now))
