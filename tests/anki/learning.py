"""A learner with a log in a real ledger, and what Anki has to have after they have moved there."""

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from app.core.events import AskedAs, Event, Grade, Reviewed, Suspended, Voided
from app.core.schedule import Schedule
from app.core.study_day import study_day
from app.ledger.editions import find_edition
from app.ledger.learners import Learner, add_learner
from app.ledger.ledger import Ledger
from app.ledger.schedules import schedules_among
from app.ledger.settings import LearnerSettings
from app.services.export_progress import PersonalDeck, export_progress
from app.services.record_answers import Outcome, record_answers
from tests.anki.sample import SampleCourse
from tests.ledger.making import NOW, days, event_id

BORN_AT = NOW - days(399)
# Every card of the sample course, by its name in the ledger and by its place in Anki.
PLACES = {
    "cpp.begun.1": ("cpp.begun", 0),
    "cpp.begun.2": ("cpp.begun", 1),
    "cpp.vector.1": ("cpp.vector", 0),
    "cpp.vector.2": ("cpp.vector", 1),
    "cpp.main.1": ("cpp.main", 0),
    "cpp.main.2": ("cpp.main", 1),
    "cpp.class.term": ("cpp.class", 0),
    "cpp.class.meaning": ("cpp.class", 1),
    "cpp.template.term": ("cpp.template", 0),
    "cpp.template.meaning": ("cpp.template", 1),
    "cpp.picture.answer": ("cpp.picture", 0),
    "cpp.tone.answer": ("cpp.tone", 0),
    "cpp.gcc.c2": ("cpp.gcc", 0),
    "cpp.gcc.c3": ("cpp.gcc.c3", 0),
    "cpp.gdb.c2": ("cpp.gdb", 0),
    "cpp.gdb.c3": ("cpp.gdb.c3", 0),
    "cpp.long.answer": ("cpp.long", 0),
    "cpp.which.choice": ("cpp.which", 0),
}


@dataclass
class Studying:
    ledger: Ledger
    learner: Learner
    course: SampleCourse

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.learner.settings.zone)

    def next_id(self) -> str:
        return event_id(next(self._numbers))

    def answer(
        self,
        card: str,
        at: datetime,
        grade: Grade = Grade.GOOD,
        asked_as: AskedAs = AskedAs.REVIEW,
        elapsed_ms: int = 4_000,
    ) -> Reviewed:
        """On the study day that the learner's own clock says."""
        settings = self.learner.settings
        day = study_day(at, self.zone, settings.rollover_hour)
        event = Reviewed(
            self.next_id(), card, at, grade, at, day, settings.zone, elapsed_ms, asked_as
        )
        self.send(event)
        return event

    def suspend(self, card: str, at: datetime) -> None:
        self.send(Suspended(self.next_id(), card, at))

    def undo(self, event: Event, at: datetime) -> None:
        self.send(Voided(self.next_id(), event.card_id, at, event.id))

    def send(self, *sent: Event) -> None:
        results = record_answers(self.ledger, self.learner, sent, NOW)
        assert {each.outcome for each in results} <= {Outcome.RECORDED}, results

    def export(self, now: datetime = NOW) -> PersonalDeck:
        folder, decks = self.course.folder, self.course.decks
        report = export_progress(self.ledger, self.learner, [folder], decks, decks, now)
        assert not report.errors
        (deck,) = report.decks
        return deck

    def schedules(self) -> dict[tuple[str, int], Schedule]:
        """As the ledger keeps them, by their places in Anki."""
        with self.ledger.read() as connection:
            edition = find_edition(connection, self.learner.learner_id)
            assert edition is not None
            found = schedules_among(connection, edition, list(PLACES))
        return {PLACES[card]: schedule for card, schedule in found.items()}

    @property
    def package(self) -> Path:
        return self.export().path


def studying(ledger: Ledger, course: SampleCourse, name: str = "ada", **chosen: object) -> Studying:
    settings = LearnerSettings().changed(chosen)
    return Studying(ledger, add_learner(ledger, name, BORN_AT, settings), course)


def at(days_ago: int, hour: int = 12, minute: int = 0) -> datetime:
    day = NOW.date() - timedelta(days=days_ago)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
