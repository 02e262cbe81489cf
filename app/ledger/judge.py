"""What becomes of each event that is sent: taken, known already, or refused, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from app.core.events import Event, Reviewed, Voided, effective_at, problems, target_problem
from app.ledger.event_rows import KIND_OF, EventRow, event_of, sent_text
from app.ledger.moments import instant


class Outcome(StrEnum):
    RECORDED = "recorded"
    ALREADY = "already"
    CONFLICT = "conflict"
    INVALID = "invalid"


SAFE = (Outcome.RECORDED, Outcome.ALREADY)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one event, in words for whoever sent it."""

    event_id: str
    outcome: Outcome
    message: str = ""

    @property
    def is_safe(self) -> bool:
        """In the log, since now or since before."""
        return self.outcome in SAFE


class Judge:
    """Takes events one by one, so that one sent twice in one call is recorded once."""

    def __init__(self, known: Mapping[str, EventRow], now: datetime, born_at: datetime) -> None:
        self._known = dict(known)
        self._now = now
        self._born_at = born_at
        self.new: list[EventRow] = []
        self.events: list[Event] = []

    def result(self, sent: Event) -> Result:
        try:
            return self._of(sent)
        except (OverflowError, UnicodeError):
            return Result(sent.id, Outcome.INVALID, "a time or a text in it cannot be kept")

    def _of(self, sent: Event) -> Result:
        """Known ones first: what was fine when it came is `already`, however old it is now."""
        content = (KIND_OF[type(sent)], sent.card_id, sent_text(sent))
        there = self._known.get(sent.id)
        if there is not None:
            is_same = there.content == content or _is_same_answer(there, sent)
            return _again(there, is_same=is_same)
        event = self._clamped(sent)
        found = self._problems(event)
        if found:
            return Result(sent.id, Outcome.INVALID, "; ".join(found))
        row = EventRow(event.id, content[0], event.card_id, instant(event.effective_at), content[2])
        self._known[event.id] = row
        self.new.append(row)
        self.events.append(event)
        return Result(event.id, Outcome.RECORDED)

    def _clamped(self, sent: Event) -> Event:
        """A time without its offset is no instant, and is left for `problems` to say so."""
        if sent.effective_at.tzinfo is None:
            return sent
        at = effective_at(sent.effective_at, self._now)
        return sent if at == sent.effective_at else replace(sent, effective_at=at)

    def _problems(self, event: Event) -> list[str]:
        found = list(problems(event, now=self._now, born_at=self._born_at))
        if isinstance(event, Voided):
            target = self._known.get(event.voids)
            wrong = target_problem(event, event_of(*target.all) if target else None)
            found += [wrong] if wrong else []
        return found


def _is_same_answer(there: EventRow, sent: Event) -> bool:
    """Sent without its day and zone it got those of the settings, which may be others by now."""
    before = event_of(*there.all)
    if not (isinstance(before, Reviewed) and isinstance(sent, Reviewed)):
        return False
    alike = replace(sent, study_day=before.study_day, zone=before.zone)
    return there.card_id == sent.card_id and there.sent == sent_text(alike)


def _again(there: EventRow, *, is_same: bool) -> Result:
    if is_same:
        return Result(there.event_id, Outcome.ALREADY)
    what = "another event with this id was recorded before (send this one with an id of its own)"
    return Result(there.event_id, Outcome.CONFLICT, what)
