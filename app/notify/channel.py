"""What every channel sends, to whom, and what can come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from app.core.reminders.kinds import Kind


@dataclass(frozen=True, slots=True)
class Reminder:
    """Plain text only, and links that are whole. The id stays the same when it is sent again, so
    that it is seen once; after `good_until` nobody needs it any more.
    """

    id: str
    on_date: date
    good_until: datetime
    count: int
    minutes: int
    courses: tuple[str, ...]
    question: str
    called: str
    card_url: str
    drill_url: str
    settings_url: str
    snooze_url: str
    unsubscribe_url: str


@dataclass(frozen=True, slots=True)
class Target:
    """An address, a push endpoint or a webhook's URL. `keys` are a webhook's `secret`, or the
    `p256dh` and `auth` of a browser, with the `vapid` key of ours that it was subscribed with;
    they are never shown.
    """

    kind: Kind
    where_to: str
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Sent:
    """It was taken by whoever brings it on from there."""


@dataclass(frozen=True, slots=True)
class Later:
    """Not now; trying again may do, and not before so many seconds, where that was said."""

    why: str
    after_s: int | None = None


@dataclass(frozen=True, slots=True)
class Never:
    """Nothing will ever arrive there, so the channel is switched off and `why` is shown.
    `is_gone`: nor is there anything any more, so that the address and its keys are forgotten.
    """

    why: str
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class OperatorFault:
    """Whoever runs this has something wrong, a password or a key: no learner's channel is."""

    why: str


Outcome = Sent | Later | Never | OperatorFault


class Channel(Protocol):
    def check(self, target: Target) -> None:
        """Raises where nothing could ever be sent: for when a target is given."""
        ...

    def send(self, target: Target, reminder: Reminder, now: datetime) -> Outcome:
        """Gives up in time by itself, and never raises for what may go wrong on the way."""
        ...
