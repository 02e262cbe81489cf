"""A learner's own calendar of what the coming two weeks will ask, under an address that only they
know, until they make another or none."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TypeGuard
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar import Event as Entry

from app.core.ahead import Ahead
from app.core.errors import NotFound
from app.core.study_day import day_begins_at
from app.ledger.learners import Learner, get_learner
from app.ledger.ledger import Ledger
from app.ledger.moments import instant
from app.ledger.reminder_marks import Mark, clear_mark, find_mark, set_mark
from app.library.snapshot import Snapshot
from app.services.find_pace import find_pace
from app.services.show_today import TodayPage, show_today
from app.services.signing import Signer

PURPOSE = "calendar"
ASK_AGAIN = timedelta(hours=4)
ID_LENGTH = 32
NAME = "Drillbook"


@dataclass(frozen=True, slots=True)
class Calendars:
    """`here` is where browsers and calendar programs find this service."""

    ledger: Ledger
    signer: Signer
    here: str

    def make_address(self, learner: Learner, now: datetime) -> None:
        """One that was there before is worth nothing from now on."""
        set_mark(self.ledger, learner.learner_id, Mark.CALENDAR, now)

    def end_address(self, learner: Learner) -> None:
        clear_mark(self.ledger, learner.learner_id, Mark.CALENDAR)

    def find_address(self, learner: Learner) -> str | None:
        made_at = find_mark(self.ledger, learner.learner_id, Mark.CALENDAR)
        if made_at is None:
            return None
        signed = self.signer.sign(PURPOSE, learner.learner_id, instant(made_at))
        return f"{self.here}/calendar/{signed}.ics"

    def find_learner(self, signed: str) -> Learner | None:
        words = self.signer.read(PURPOSE, signed)
        if words is None or not _are_two_numbers(words):
            return None
        learner_id, made_at = words
        found = find_mark(self.ledger, learner_id, Mark.CALENDAR)
        if found is None or instant(found) != made_at:
            return None
        try:
            return get_learner(self.ledger, learner_id)
        except NotFound:  # the account was deleted since
            return None

    def calendar(self, library: Snapshot, learner: Learner, now: datetime) -> bytes:
        """Stays the same, byte for byte, while what is to come does."""
        calendar = Calendar()
        calendar.add("version", "2.0")
        calendar.add("prodid", "-//Drillbook//Drillbook//EN")
        calendar.add("x-wr-calname", NAME)
        calendar.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", "PT4H")
        page = show_today(self.ledger, library, learner, now)
        for day in _days(page) if page else ():
            calendar.add_component(self._entry(learner, day))
        text: bytes = calendar.to_ical()
        return text

    def _entry(self, learner: Learner, day: Ahead) -> Entry:
        entry = Entry()
        entry.add("uid", _uid(learner, day))
        entry.add("dtstamp", _begins_at(learner, day))
        entry.add("dtstart", day.on)
        entry.add("dtend", day.on + timedelta(days=1))
        entry.add("summary", self._summary(learner, day))
        entry.add("url", f"{self.here}/drill")
        entry.add("transp", "TRANSPARENT")  # a day with cards is not a busy day
        return entry

    def _summary(self, learner: Learner, day: Ahead) -> str:
        minutes = find_pace(self.ledger, learner).minutes(day.reviews, day.new)
        return f"{day.cards:,} card{'' if day.cards == 1 else 's'}, about {minutes:,} min"


def _days(page: TodayPage) -> list[Ahead]:
    """Days without a card are free of entries. Repeats of today are today's."""
    work = page.work
    today = Ahead(page.day, work.reviews + work.repeats, work.new, 0)
    return [day for day in (today, *page.coming.days) if day.cards]


def _begins_at(learner: Learner, day: Ahead) -> datetime:
    settings = learner.settings
    return day_begins_at(day.on, ZoneInfo(settings.zone), settings.rollover_hour)


def _uid(learner: Learner, day: Ahead) -> str:
    """Of one learner and day, and says nothing about either."""
    text = f"{learner.learner_id} {learner.born_at.isoformat()} {day.on.isoformat()}"
    return f"{sha256(text.encode()).hexdigest()[:ID_LENGTH]}@drillbook"


def _are_two_numbers(words: tuple[str | int, ...]) -> TypeGuard[tuple[int, int]]:
    return len(words) == 2 and all(isinstance(word, int) for word in words)
