"""Events as rows of the log. `sent` is all that the client sent, always in one order."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.core.events import (
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
from app.ledger.moments import moment
from app.ledger.problems import Damaged

KINDS: dict[str, type[Event]] = {
    "reviewed": Reviewed,
    "voided": Voided,
    "suspended": Suspended,
    "resumed": Resumed,
    "reset": Reset,
    "buried": Buried,
}
# A rebuild reads a million of them, so each is read with as little as will do.
ENCODE = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
DECODE = json.JSONDecoder().raw_decode
GRADES = {grade.value: grade for grade in Grade}
WAYS = {way.value: way for way in AskedAs}
KIND_OF = {kind: name for name, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class EventRow:
    event_id: str
    kind: str
    card_id: str
    effective_at: int
    sent: str

    @property
    def all(self) -> tuple[str, str, str, int, str]:
        return self.event_id, self.kind, self.card_id, self.effective_at, self.sent

    @property
    def content(self) -> tuple[str, str, str]:
        """What must be the same for it to be the same event."""
        return self.kind, self.card_id, self.sent


def sent_text(event: Event) -> str:
    """Of an event whose `effective_at` is still the time that the client sent."""
    return ENCODE(_sent(event))


def _sent(event: Event) -> dict[str, Any]:
    match event:
        case Reviewed():
            return _answer(event)
        case Voided():
            return {"at": _at(event.effective_at), "voids": event.voids}
        case Buried():
            return {"at": _at(event.effective_at), "until_day": event.until_day.isoformat()}
    return {"at": _at(event.effective_at)}


def _answer(event: Reviewed) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "answered_at": _at(event.answered_at),
        "asked_as": event.asked_as.value,
        "elapsed_ms": event.elapsed_ms,
        "grade": event.grade.value,
        "study_day": event.study_day.isoformat(),
        "zone": event.zone,
    }
    if event.choice is not None:
        answer["choice"] = list(event.choice)
    if event.typed is not None:
        answer["typed"] = event.typed
    return answer


def _at(at: datetime) -> str:
    return at.isoformat()


def event_of(event_id: str, kind: str, card_id: str, effective_at: int, sent: str) -> Event:
    """Of a row that was kept: it was readable once."""
    try:
        return read_event(event_id, kind, card_id, effective_at, sent)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        what = f"the log is damaged: event {event_id} cannot be read"
        raise Damaged(what, "restore a backup: `drillbook restore FILE`") from error


def read_event(event_id: str, kind: str, card_id: str, effective_at: int, sent: str) -> Event:
    content, _ = DECODE(sent)
    return _READERS[kind](event_id, card_id, moment(effective_at), content)


def _reviewed(event_id: str, card_id: str, at: datetime, sent: dict[str, Any]) -> Event:
    choice = sent.get("choice")
    return Reviewed(
        event_id,
        card_id,
        at,
        GRADES[sent["grade"]],
        datetime.fromisoformat(sent["answered_at"]),
        date.fromisoformat(sent["study_day"]),
        sent["zone"],
        sent["elapsed_ms"],
        WAYS[sent["asked_as"]],
        None if choice is None else tuple(choice),
        sent.get("typed"),
    )


_READERS: dict[str, Callable[[str, str, datetime, dict[str, Any]], Event]] = {
    "reviewed": _reviewed,
    "voided": lambda id_, card, at, sent: Voided(id_, card, at, sent["voids"]),
    "suspended": lambda id_, card, at, sent: Suspended(id_, card, at),
    "resumed": lambda id_, card, at, sent: Resumed(id_, card, at),
    "reset": lambda id_, card, at, sent: Reset(id_, card, at),
    "buried": lambda id_, card, at, sent: Buried(
        id_, card, at, date.fromisoformat(sent["until_day"])
    ),
}
