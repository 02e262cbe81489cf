"""One track or section as a sitting of its own: what a learner chose to go through."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from app.core.due import Due, Given, Limits, New, may_begin
from app.core.errors import NotFound
from app.core.events import AskedAs, Reviewed
from app.core.recall import predicted_recall
from app.core.schedule import Schedule
from app.ledger.editions import Edition
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.schedules import schedules_among
from app.ledger.sitting import answers_of_day
from app.library.snapshot import Row, Snapshot
from app.services.gather_sitting import Sitting, day_of
from app.services.use_edition import use_edition

# Who chooses a place has chosen how much, too.
NO_LIMITS = Limits(cap=1_000_000, new_per_day=1_000_000)


@dataclass(frozen=True, slots=True)
class Place:
    """A track of a course, or a section of that by its anchor."""

    course: str
    track: str
    section: str | None = None


def gather_place(
    ledger: Ledger, library: Snapshot, learner: Learner, now: datetime, place: Place
) -> Sitting:
    """What is due in it and all that may be begun, whatever the day's limits are."""
    return _gathering(ledger, library, learner, now, place).sitting()


def gather_cram(
    ledger: Ledger,
    library: Snapshot,
    learner: Learner,
    now: datetime,
    place: Place,
    since: datetime | None,
) -> Sitting:
    """Every card of it once, as if all were due; forgotten ones come back as in any sitting."""
    return _gathering(ledger, library, learner, now, place).cram(since)


def _gathering(
    ledger: Ledger, library: Snapshot, learner: Learner, now: datetime, place: Place
) -> "_Gathering":
    cards = _cards_of(library, place)
    edition = use_edition(ledger, learner)
    with ledger.read() as connection:
        return _Gathering(connection, edition, cards, learner, now)


def _cards_of(library: Snapshot, place: Place) -> list[Row]:
    known = {row["anchor"] for row in library.sections(place.course, place.track)}
    if not known or (place.section and place.section not in known):
        raise NotFound("this place is in no lesson", "choose it on a lesson's page")
    return library.cards_in(place.course, place.track, place.section)


class _Gathering:
    def __init__(
        self,
        connection: Connection,
        edition: Edition,
        cards: list[Row],
        learner: Learner,
        now: datetime,
    ) -> None:
        self._edition = edition
        self._cards = cards
        self._day = day_of(learner, now)
        ids = [row["id"] for row in cards]
        self._schedules = schedules_among(connection, edition, ids)
        answers = answers_of_day(connection, learner.learner_id, self._day, now)
        self._answers = [answer for answer in answers if answer.card_id in set(ids)]

    def sitting(self) -> Sitting:
        siblings = {row["id"]: f"{row['course']}.{row['siblings']}" for row in self._cards}
        due = [Due(id_, siblings[id_], self._recall(id_)) for id_ in self._due()]
        new = [New(id_, siblings[id_]) for id_ in self._new()]
        given = [self._given(answer, siblings[answer.card_id]) for answer in self._answers]
        return self._sitting(due, new, given)

    def cram(self, since: datetime | None) -> Sitting:
        """Each card is alone: who crams wants to see both directions of a fact."""
        crammed = [
            self._given(answer, answer.card_id)
            for answer in self._answers
            if answer.asked_as is AskedAs.CRAM and (not since or answer.effective_at >= since)
        ]
        ids = [row["id"] for row in self._cards if self._may_be_asked(row["id"])]
        due = [Due(id_, id_, self._recall(id_)) for id_ in ids]
        return self._sitting(due, [], [replace(g, asked_as=AskedAs.REVIEW) for g in crammed])

    def _sitting(self, due: list[Due], new: list[New], given: list[Given]) -> Sitting:
        return Sitting(
            self._day,
            self._edition,
            tuple(due),
            tuple(new),
            tuple(given),
            NO_LIMITS,
            self._schedules,
        )

    def _schedule(self, card_id: str) -> Schedule:
        return self._schedules.get(card_id) or Schedule(card_id)

    def _recall(self, card_id: str) -> float:
        return predicted_recall(self._schedule(card_id), self._edition.scheduler, self._day)

    def _due(self) -> Iterator[str]:
        return (row["id"] for row in self._cards if self._schedule(row["id"]).asks_on(self._day))

    def _new(self) -> Iterator[str]:
        for row in self._cards:
            mine, first = self._schedule(row["id"]), row["waits_for"]
            follows = first is None or may_begin(self._schedules.get(first))
            if mine.due_on is None and follows and self._may_be_asked(row["id"]):
                yield row["id"]

    def _may_be_asked(self, card_id: str) -> bool:
        return not self._schedule(card_id).is_away_on(self._day)

    def _given(self, answer: Reviewed, siblings: str) -> Given:
        mine = self._schedule(answer.card_id)
        first, away = began_on(mine, self._day), mine.is_away_on(self._day)
        return Given(answer.card_id, siblings, answer.grade, first, answer.asked_as, away)


def began_on(schedule: Schedule, day: date) -> bool:
    return schedule.reps == 1 and schedule.counted_on == day
