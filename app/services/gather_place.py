"""One track, section or fact as a sitting of its own: what a learner chose to go through."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from operator import itemgetter

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
    """A track of a course, or a section of that by its anchor, or a fact of it by its key."""

    course: str
    track: str
    section: str | None = None
    fact: str | None = None


def gather_place(
    ledger: Ledger, library: Snapshot, learner: Learner, now: datetime, place: Place
) -> Sitting:
    """What is due in it and all that may be begun, whatever the day's limits are."""
    cards = _cards_of(library, place)
    return gathering(ledger, cards, learner, now).sitting(cards)


def gather_cram(
    ledger: Ledger,
    library: Snapshot,
    learner: Learner,
    now: datetime,
    place: Place,
    since: datetime | None,
) -> Sitting:
    """Every card of it once, as if all were due; forgotten ones come back as in any sitting."""
    cards = _cards_of(library, place)
    return gathering(ledger, cards, learner, now).cram(cards, since)


def _cards_of(library: Snapshot, place: Place) -> list[Row]:
    known = {row["anchor"] for row in library.sections(place.course, place.track)}
    cards = library.cards_in(place.course, place.track, place.section, place.fact)
    is_there = (place.section or next(iter(known), None)) in known
    if not is_there or (place.fact and not cards):
        raise NotFound("this place is in no lesson", "choose it on a lesson's page")
    return cards


def gathering(ledger: Ledger, cards: Sequence[Row], learner: Learner, now: datetime) -> "Gathering":
    edition = use_edition(ledger, learner)
    with ledger.read() as connection:
        return Gathering(connection, edition, cards, learner, now)


class Gathering:
    """Some cards as they stand with a learner, read at one go, for sittings of any of them."""

    def __init__(
        self,
        connection: Connection,
        edition: Edition,
        cards: Sequence[Row],
        learner: Learner,
        now: datetime,
    ) -> None:
        self.day = day_of(learner, now)
        self._edition = edition
        self._schedules = schedules_among(connection, edition, [row["id"] for row in cards])
        self._answers = defaultdict[str, list[tuple[int, Reviewed]]](list)
        answers = answers_of_day(connection, learner.learner_id, self.day, now)
        for place, answer in enumerate(answers):
            self._answers[answer.card_id].append((place, answer))

    def sitting(self, cards: Sequence[Row]) -> Sitting:
        siblings = {row["id"]: f"{row['course']}.{row['siblings']}" for row in cards}
        due = [Due(id_, siblings[id_], self.recall(id_)) for id_ in self._due(cards)]
        new = [New(id_, siblings[id_]) for id_ in self._new(cards)]
        given = [self._given(each, siblings[each.card_id]) for each in self._answered(cards)]
        return self._sitting(due, new, given)

    def cram(self, cards: Sequence[Row], since: datetime | None) -> Sitting:
        """Each card is alone: who crams wants to see both directions of a fact."""
        crammed = [
            self._given(answer, answer.card_id)
            for answer in self._answered(cards)
            if answer.asked_as is AskedAs.CRAM and (not since or answer.effective_at >= since)
        ]
        ids = [row["id"] for row in cards if self._may_be_asked(row["id"])]
        due = [Due(id_, id_, self.recall(id_)) for id_ in ids]
        return self._sitting(due, [], [replace(g, asked_as=AskedAs.REVIEW) for g in crammed])

    def schedule(self, card_id: str) -> Schedule:
        return self._schedules.get(card_id) or Schedule(card_id)

    def recall(self, card_id: str) -> float:
        return predicted_recall(self.schedule(card_id), self._edition.scheduler, self.day)

    def _sitting(self, due: list[Due], new: list[New], given: list[Given]) -> Sitting:
        return Sitting(
            self.day,
            self._edition,
            tuple(due),
            tuple(new),
            tuple(given),
            NO_LIMITS,
            self._schedules,
        )

    def _answered(self, cards: Sequence[Row]) -> list[Reviewed]:
        """In their order; the cost is that of these cards."""
        found = (each for row in cards for each in self._answers.get(row["id"], ()))
        return [answer for _, answer in sorted(found, key=itemgetter(0))]

    def _due(self, cards: Sequence[Row]) -> Iterator[str]:
        return (row["id"] for row in cards if self.schedule(row["id"]).asks_on(self.day))

    def _new(self, cards: Sequence[Row]) -> Iterator[str]:
        for row in cards:
            mine, first = self.schedule(row["id"]), row["waits_for"]
            follows = first is None or may_begin(self._schedules.get(first))
            if mine.due_on is None and follows and self._may_be_asked(row["id"]):
                yield row["id"]

    def _may_be_asked(self, card_id: str) -> bool:
        return not self.schedule(card_id).is_away_on(self.day)

    def _given(self, answer: Reviewed, siblings: str) -> Given:
        mine = self.schedule(answer.card_id)
        first, away = began_on(mine, self.day), mine.is_away_on(self.day)
        return Given(answer.card_id, siblings, answer.grade, first, answer.asked_as, away)


def began_on(schedule: Schedule, day: date) -> bool:
    return schedule.reps == 1 and schedule.counted_on == day
