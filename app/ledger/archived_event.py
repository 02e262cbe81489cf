"""One event of the log as a line of an archive, and back: what comes back may be anybody's."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.core.events import CLOCK_TOLERANCE, Event, Reviewed, problems
from app.ledger.event_rows import EventRow, read_event, sent_text
from app.ledger.moments import instant, moment

FIELDS = ("id", "kind", "card_id", "effective_at", "received_at", "sent")
STRANGE = "this is no event as Drillbook writes it"


class Unfit(ValueError):
    """The line cannot be taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Archived:
    row: EventRow
    received_at: int


def line_of(archived: Archived) -> str:
    """`sent` goes in as it is, so that it comes back the same to the last byte."""
    row = archived.row
    values = (row.event_id, row.kind, row.card_id, _at(row.effective_at), _at(archived.received_at))
    known = json.dumps(dict(zip(FIELDS, values, strict=False)), separators=(",", ":"))
    return f'{known[:-1]},"sent":{row.sent}}}\n'


def archived_of(line: str, now: datetime) -> Archived:
    try:
        return _archived(json.loads(line), now)
    except Unfit:
        raise
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise Unfit(STRANGE) from error


def _archived(given: Any, now: datetime) -> Archived:
    if not isinstance(given, dict) or sorted(given) != sorted(FIELDS):
        raise Unfit(f"an event has the fields {', '.join(FIELDS)}")
    if not isinstance(given["sent"], dict):
        raise Unfit(STRANGE)
    sent = json.dumps(given["sent"], sort_keys=True, separators=(",", ":"))
    effective_at = instant(datetime.fromisoformat(given["effective_at"]))
    received_at = instant(datetime.fromisoformat(given["received_at"]))
    row = EventRow(given["id"], given["kind"], given["card_id"], effective_at, sent)
    event = read_event(*row.all)
    if not _is_as_written(event, given["sent"], sent):
        raise Unfit(STRANGE)
    found = [*_problems(event), *_clock_problems(event, moment(received_at), now)]
    if found:
        raise Unfit("; ".join(found))
    return Archived(row, received_at)


def _is_as_written(event: Event, given: dict[str, Any], sent: str) -> bool:
    """Of the right kinds, and the same when written again: nothing more and nothing less."""
    sent_at = datetime.fromisoformat(given["answered_at" if "answered_at" in given else "at"])
    if sent_at.tzinfo is None or (isinstance(event, Reviewed) and not _is_answer(event)):
        return False
    return sent_text(replace(event, effective_at=sent_at)) == sent


def _is_answer(event: Reviewed) -> bool:
    options = event.choice or ()
    texts = (event.zone, *options, *([] if event.typed is None else [event.typed]))
    return type(event.elapsed_ms) is int and all(isinstance(text, str) for text in texts)


def _problems(event: Event) -> tuple[str, ...]:
    """But for its age: it was looked at when it was sent, which may be years ago."""
    return problems(event, now=event.effective_at, born_at=event.effective_at)


def _clock_problems(event: Event, received_at: datetime, now: datetime) -> Iterator[str]:
    if event.effective_at > received_at + CLOCK_TOLERANCE:
        yield "it counts from later than it was received"
    if received_at > now + CLOCK_TOLERANCE:
        yield "it was received in the future (is this machine's clock right?)"


def _at(microseconds: int) -> str:
    return moment(microseconds).isoformat()
