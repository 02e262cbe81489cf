"""Where a reminder's links lead: signed, each good for one thing only, and looked up nowhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.core.reminders.calendar import ends_at
from app.ledger.learners import Learner
from app.services.signing import Signer

ONE_DAY = timedelta(days=1)


class LinkFor(StrEnum):
    """What is signed for it: the learner's id and the channel's; of a card the learner's id, the
    card's, and until when; to confirm a channel also its address, and until when.
    """

    CARD = "card"
    CONFIRM = "confirm"
    SNOOZE = "snooze"
    UNSUBSCRIBE = "unsubscribe"


@dataclass(frozen=True, slots=True)
class Links:
    card_url: str
    drill_url: str
    settings_url: str
    snooze_url: str
    unsubscribe_url: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """A learner's channel on a local date, and the card that is asked first."""

    learner: Learner
    channel_id: str
    on: date
    good_until: datetime
    card_id: str


MakeLinks = Callable[[Occasion], Links]


@dataclass(frozen=True, slots=True)
class ReminderLinks:
    """`here` is where browsers find this service."""

    signer: Signer
    here: str

    def of(self, occasion: Occasion) -> Links:
        channel = occasion.learner.learner_id, occasion.channel_id
        return Links(
            card_url=self._signed(LinkFor.CARD, *_card(occasion)),
            drill_url=f"{self.here}/drill",
            settings_url=f"{self.here}/settings/reminders",
            snooze_url=self._signed(LinkFor.SNOOZE, *channel),
            unsubscribe_url=self._signed(LinkFor.UNSUBSCRIBE, *channel),
        )

    def _signed(self, purpose: LinkFor, *words: str | int) -> str:
        return self.here + sign_link(self.signer, purpose, *words)


def sign_link(signer: Signer, link: LinkFor, *words: str | int) -> str:
    """Its path."""
    return f"/r/{link}/{signer.sign(_purpose(link), *words)}"


def read_link(signer: Signer, link: LinkFor, signed: str) -> tuple[str | int, ...] | None:
    """What was signed for it; None for whatever was not signed here."""
    return signer.read(_purpose(link), signed)


def _purpose(link: LinkFor) -> str:
    return f"reminder {link}"


def _card(occasion: Occasion) -> tuple[int, str, str]:
    """Until the next day is over where the learner is: some open their mail the day after."""
    zone = ZoneInfo(occasion.learner.settings.zone)
    until = ends_at(occasion.on + ONE_DAY, zone)
    return occasion.learner.learner_id, occasion.card_id, until.isoformat()
