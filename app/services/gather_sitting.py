"""What today's questions depend on: the ledger's cards, in the library's order and groups."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from app.core.due import Due, Given, Limits, New, of_sitting
from app.core.recall import predicted_recall
from app.core.schedule import Schedule
from app.core.study_day import ONE_DAY, day_begins_at, study_day
from app.ledger.courses import courses_of
from app.ledger.due import Order, due_ids
from app.ledger.editions import Edition, find_edition
from app.ledger.frontier import find_frontier, put_frontier
from app.ledger.learners import Learner, lock_learner
from app.ledger.ledger import Ledger
from app.ledger.new_cards import Candidate, NewCards, find_new_cards
from app.ledger.problems import LedgerProblem
from app.ledger.rebuild import rebuild
from app.ledger.schedules import schedules_among
from app.ledger.sitting import answers_of_day
from app.library.snapshot import Snapshot

# Beyond so many a day chooses among some of them, and never among all of 100,000.
DUE_PER_CAP = 2
# Enough to tell what the next days may bring.
DAYS_OF_NEW = 4


@dataclass(frozen=True, slots=True)
class Sitting:
    """A study day as far as it has come; `schedules` are those of the cards in it."""

    day: date
    edition: Edition
    due: tuple[Due, ...]
    new: tuple[New, ...]
    given: tuple[Given, ...]
    limits: Limits
    schedules: dict[str, Schedule]


def gather_sitting(ledger: Ledger, library: Snapshot, learner: Learner, now: datetime) -> Sitting:
    """Of all the courses that the learner follows."""
    with ledger.read() as connection:
        edition = find_edition(connection, learner.learner_id)
    if edition is None:
        rebuild(ledger, learner.learner_id)
        return gather_sitting(ledger, library, learner, now)
    with ledger.read() as connection:
        gathering = _Gathering(connection, edition, library, learner, now)
        sitting = gathering.sitting()
    _remember(ledger, learner.learner_id, library.build(), gathering.found)
    return sitting


def day_of(learner: Learner, now: datetime) -> date:
    settings = learner.settings
    return study_day(now, ZoneInfo(settings.zone), settings.rollover_hour)


def day_ends_at(learner: Learner, day: date) -> datetime:
    settings = learner.settings
    return day_begins_at(day + ONE_DAY, ZoneInfo(settings.zone), settings.rollover_hour)


class _Gathering:
    def __init__(
        self,
        connection: Connection,
        edition: Edition,
        library: Snapshot,
        learner: Learner,
        now: datetime,
    ) -> None:
        self._connection = connection
        self._edition = edition
        self._library = library
        self._learner = learner
        self._now = now
        self._day = day_of(learner, now)
        self._limits = Limits(learner.settings.cap_per_day, learner.settings.new_per_day)
        self.found: dict[str, NewCards] = {}

    def sitting(self) -> Sitting:
        courses = courses_of(self._connection, self._learner.learner_id)
        given, seen = self._given()
        had = {answer.siblings for answer in of_sitting(given)}
        groups, much = self._due(courses, had)
        schedules = schedules_among(self._connection, self._edition, sorted(groups))
        due = [
            Due(card_id, groups[card_id], self._recall(each)) for card_id, each in schedules.items()
        ]
        begin = () if much else self._new(courses, had | set(groups.values()))
        new = [New(card.card_id, card.siblings) for card in begin]
        everything = {**seen, **schedules}
        return Sitting(
            self._day,
            self._edition,
            tuple(due),
            tuple(new),
            tuple(given),
            self._limits,
            everything,
        )

    def _recall(self, schedule: Schedule) -> float:
        return predicted_recall(schedule, self._edition.scheduler, self._day)

    def _given(self) -> tuple[list[Given], dict[str, Schedule]]:
        answers = answers_of_day(self._connection, self._learner.learner_id, self._day, self._now)
        ids = sorted({answer.card_id for answer in answers})
        schedules = schedules_among(self._connection, self._edition, ids)
        groups = {card.card_id: card.siblings for card in self._named(ids)}
        begun = {id_ for id_, each in schedules.items() if self._began_today(each)}
        given = [
            Given(
                answer.card_id,
                groups[answer.card_id],
                answer.grade,
                answer.card_id in begun,
                answer.asked_as,
                schedules[answer.card_id].is_away_on(self._day),
            )
            for answer in answers
            if answer.card_id in groups
        ]
        return given, schedules

    def _began_today(self, schedule: Schedule) -> bool:
        return schedule.reps == 1 and schedule.counted_on == self._day

    def _due(self, courses: Sequence[str], had: Collection[str]) -> tuple[dict[str, str], bool]:
        """All that is due if that is not much; else what a catching-up day may take of it, as
        many groups from either end as that day has places, and one that has to wait."""
        due_in = partial(self._due_in, courses, had)
        enough = DUE_PER_CAP * self._limits.cap
        groups = due_in(Order.BY_DAY, enough + 1)
        if len(set(groups.values())) <= enough:
            return groups, False
        places = self._limits.cap + 1
        surest = due_in(Order.SUREST_FIRST, places)
        return {**surest, **due_in(Order.LEAST_SURE_FIRST, places)}, True

    def _due_in(
        self, courses: Sequence[str], had: Collection[str], order: Order, most: int
    ) -> dict[str, str]:
        """Cards of so many groups: siblings of one another, or of what this day has `had`, are
        no choice. Those that left their lessons, or whose course was left, are not asked.
        """
        groups: dict[str, str] = {}
        for ids in due_ids(self._connection, self._edition, self._day, order, most):
            asked = self._asked(ids, courses)
            groups |= {card_id: group for card_id, group in asked.items() if group not in had}
            if len(set(groups.values())) >= most:
                break
        return groups

    def _asked(self, ids: Sequence[str], courses: Sequence[str]) -> dict[str, str]:
        followed = [card_id for card_id in ids if card_id.partition(".")[0] in courses]
        return {card.card_id: card.siblings for card in self._named(followed)}

    def _new(self, courses: Sequence[str], taken: Collection[str]) -> Iterator[Candidate]:
        """Siblings of what is asked anyway are no choice, however many of them there are."""
        most = DAYS_OF_NEW * self._limits.new_per_day
        build = self._library.build()
        for course in courses:
            if most <= 0:
                return
            frontier = find_frontier(self._connection, self._learner.learner_id, course, build)
            found = find_new_cards(
                self._connection,
                self._edition,
                frontier,
                self._named,
                partial(self._ahead, course),
                day=self._day,
                taken=taken,
                most=most,
            )
            if found.frontier.position > frontier.position:
                self.found[course] = found
            most -= len(found.cards)
            yield from found.cards

    def _ahead(self, course: str, position: int) -> Iterator[Candidate]:
        return _candidates(self._library.card_order(course, position))

    def _named(self, ids: Sequence[str]) -> list[Candidate]:
        return list(_candidates(self._library.cards_named(ids))) if ids else []


def _candidates(rows: Iterable[dict[str, Any]]) -> Iterator[Candidate]:
    for row in rows:
        siblings = f"{row['course']}.{row['siblings']}"
        yield Candidate(row["id"], siblings, row["position"], row["waits_for"])


def _remember(ledger: Ledger, learner_id: int, build: str, found: dict[str, NewCards]) -> None:
    """Only to save the next search some work, so a ledger that cannot be written will do."""
    if not found:
        return

    def work(connection: Connection) -> None:
        lock_learner(connection, learner_id)  # who has left meanwhile is found no more
        for course, each in found.items():
            put_frontier(connection, learner_id, course, build, each.frontier)

    with suppress(LedgerProblem):
        ledger.write(work)
