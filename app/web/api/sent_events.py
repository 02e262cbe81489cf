"""Events as clients send them, one type a kind, and what the log makes of each."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Annotated, Any, TypeAlias

import msgspec
from msgspec import Meta, Struct

from app.core.events import (
    CARD_ID,
    EVENT_ID,
    AskedAs,
    Buried,
    Event,
    Grade,
    Reset,
    Resumed,
    Reviewed,
    Suspended,
    Voided,
)
from app.web.api.reading import plainly

EventId = Annotated[str, Meta(pattern=f"^{EVENT_ID.pattern}$", description="A UUID of version 7.")]
CardId = Annotated[str, Meta(pattern=f"^{CARD_ID.pattern}$", max_length=600)]
Instant = Annotated[datetime, Meta(tz=True, description="By the server's time, with its offset.")]
Zone = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_+/-]{1,64}$", description="Such as Europe/Paris.")]
Milliseconds = Annotated[int, Meta(ge=0, le=2_147_483_647)]
Text = Annotated[str, Meta(max_length=10_000)]
Choice = Annotated[Sequence[Annotated[str, Meta(max_length=300)]], Meta(max_length=100)]


class Sent(Struct, tag_field="type", forbid_unknown_fields=True, frozen=True):
    """Where a study day and a zone are left out, they are the learner's."""

    id: EventId
    card_id: CardId
    answered_at: Instant
    study_day: date | None = None
    zone: Zone | None = None


class SentReviewed(Sent, tag="reviewed", frozen=True, kw_only=True):
    """An answer; `choice` are the ids of the options that were picked."""

    grade: Grade
    elapsed_ms: Milliseconds
    asked_as: AskedAs = AskedAs.REVIEW
    choice: Choice | None = None
    typed: Text | None = None


class SentVoided(Sent, tag="voided", frozen=True, kw_only=True):
    """Another event of this card is as if never sent."""

    voids: EventId


class SentSuspended(Sent, tag="suspended", frozen=True):
    """The card is set aside."""


class SentResumed(Sent, tag="resumed", frozen=True):
    """The card is brought back."""


class SentReset(Sent, tag="reset", frozen=True):
    """The card begins anew; its history is kept."""


class SentBuried(Sent, tag="buried", frozen=True, kw_only=True):
    """The card is not asked before a day."""

    until_day: date


SentEvent: TypeAlias = (
    SentReviewed | SentVoided | SentSuspended | SentResumed | SentReset | SentBuried
)
DayOf = Callable[[datetime], date]
DECODER = msgspec.json.Decoder(SentEvent)
ID = msgspec.json.Decoder(dict[str, Any])


class Unreadable(Struct, frozen=True):
    """What cannot be an event, and why; its id where it has one."""

    id: str | None
    why: str


def read_event(raw: msgspec.Raw, day_of: DayOf, zone: str) -> Event | Unreadable:
    """`day_of` and `zone` are the learner's, for an answer that came without them."""
    try:
        return _event(DECODER.decode(raw), day_of, zone)
    except msgspec.ValidationError as error:
        return Unreadable(_id_of(raw), plainly(error))
    except OverflowError:
        return Unreadable(_id_of(raw), "answered_at: this time cannot be kept")


def _id_of(raw: msgspec.Raw) -> str | None:
    try:
        found = ID.decode(raw).get("id")
    except msgspec.ValidationError:
        return None
    return found if isinstance(found, str) else None


def _event(sent: SentEvent, day_of: DayOf, zone: str) -> Event:
    common = (sent.id, sent.card_id, sent.answered_at)
    match sent:
        case SentReviewed():
            return _answer(sent, day_of, zone)
        case SentVoided():
            return Voided(*common, sent.voids)
        case SentBuried():
            return Buried(*common, sent.until_day)
        case SentSuspended():
            return Suspended(*common)
        case SentResumed():
            return Resumed(*common)
    return Reset(*common)


def _answer(sent: SentReviewed, day_of: DayOf, zone: str) -> Reviewed:
    return Reviewed(
        sent.id,
        sent.card_id,
        sent.answered_at,
        sent.grade,
        sent.answered_at,
        sent.study_day or day_of(sent.answered_at),
        sent.zone or zone,
        sent.elapsed_ms,
        sent.asked_as,
        None if sent.choice is None else tuple(sent.choice),
        sent.typed,
    )
