"""The log's whole vocabulary: what a learner did, and what makes such a fact acceptable."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

CLOCK_TOLERANCE = timedelta(minutes=5)
OLDEST_DAYS = 400
STUDY_DAY_TOLERANCE_DAYS = 2
ONE_DAY = timedelta(days=1)
EVENT_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
CARD_ID = re.compile(r"[a-z0-9-]+\.[a-z0-9-]+\.[a-z0-9-]+")


class Grade(StrEnum):
    __hash__ = str.__hash__  # an enum's own is slow, and every step of a fold looks a grade up

    FORGOT = "forgot"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"


class AskedAs(StrEnum):
    REVIEW = "review"
    PRACTICE = "practice"
    CRAM = "cram"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An answer. `choice` is what was picked (option ids), `typed` what was written."""

    id: str
    card_id: str
    effective_at: datetime
    grade: Grade
    answered_at: datetime
    study_day: date
    zone: str
    elapsed_ms: int
    asked_as: AskedAs = AskedAs.REVIEW
    choice: tuple[str, ...] | None = None
    typed: str | None = None

    @property
    def day(self) -> date:
        """The study day as the fold takes it: a clock set to 2099 must not bar the card till then.

        Nowhere on earth is a day more than one ahead of the date in UTC.
        """
        today = self.effective_at.date()
        return self.study_day if self.study_day <= today else today + ONE_DAY


@dataclass(frozen=True, slots=True)
class Voided:
    """Another event of the same card is as if never sent; it may arrive after this one."""

    id: str
    card_id: str
    effective_at: datetime
    voids: str


@dataclass(frozen=True, slots=True)
class Suspended:
    id: str
    card_id: str
    effective_at: datetime


@dataclass(frozen=True, slots=True)
class Resumed:
    id: str
    card_id: str
    effective_at: datetime


@dataclass(frozen=True, slots=True)
class Reset:
    """The card begins anew; what was answered before stays in the log."""

    id: str
    card_id: str
    effective_at: datetime


@dataclass(frozen=True, slots=True)
class Buried:
    """Not to be asked before `until_day`."""

    id: str
    card_id: str
    effective_at: datetime
    until_day: date


Event: TypeAlias = Reviewed | Voided | Suspended | Resumed | Reset | Buried


def effective_at(sent_at: datetime, now: datetime) -> datetime:
    """Fixed at first receipt: a clock that runs ahead must not put an answer after all others."""
    return min(sent_at, now + CLOCK_TOLERANCE)


def problems(event: Event, *, now: datetime, born_at: datetime) -> tuple[str, ...]:
    """Everything that makes an event invalid, in words for whoever sent it; none if it is fine."""
    found = [*_identity_problems(event), *_age_problems(event, now, born_at)]
    if isinstance(event, Reviewed):
        found += _answer_problems(event)
    if isinstance(event, Voided) and event.voids == event.id:
        found.append("an undo cannot undo itself")
    elif isinstance(event, Voided) and not EVENT_ID.fullmatch(event.voids):
        found.append(f"what is to be undone must be the id of an event, not {event.voids!r}")
    return tuple(found)


def target_problem(event: Voided, target: Event | None) -> str | None:
    """An unknown target is fine, since it may still arrive."""
    if isinstance(target, Voided):
        return "an undo cannot be undone (answer the card again instead)"
    return None


def _identity_problems(event: Event) -> list[str]:
    found = []
    if not EVENT_ID.fullmatch(event.id):
        found.append(f"the id must be a UUID of version 7 in small letters, not {event.id!r}")
    if not CARD_ID.fullmatch(event.card_id):
        found.append(f"a card is named course.key.part, not {event.card_id!r}")
    return found


def _age_problems(event: Event, now: datetime, born_at: datetime) -> list[str]:
    if event.effective_at.tzinfo is None:
        return ["the time needs an offset from UTC"]
    if event.effective_at > now + CLOCK_TOLERANCE:
        return ["the time lies in the future (is the device's clock right?)"]
    if event.effective_at < now - timedelta(days=OLDEST_DAYS):
        return [f"the time is more than {OLDEST_DAYS} days ago (is the device's clock right?)"]
    if event.effective_at < born_at:
        return ["the time is before the learner began (is the device's clock right?)"]
    return []


def _answer_problems(event: Reviewed) -> list[str]:
    found = []
    if event.answered_at.tzinfo is None:
        found.append("the time of the answer needs an offset from UTC")
    elif abs(event.study_day - _utc_date(event.answered_at)).days > STUDY_DAY_TOLERANCE_DAYS:
        found.append(
            f"the study day {event.study_day} is more than {STUDY_DAY_TOLERANCE_DAYS} days "
            "from when the answer was given (is the device's clock right?)"
        )
    if event.elapsed_ms < 0:
        found.append("an answer cannot take less than no time")
    return found


def _utc_date(at: datetime) -> date:
    return (at - (at.utcoffset() or timedelta())).date()
