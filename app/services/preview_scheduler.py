"""What another scheduler would do to the coming two weeks, told before it is done."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from app.core.schedule import Scheduler, fold
from app.ledger.courses import courses_of
from app.ledger.due_days import due_days
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.log import events_of_cards
from app.ledger.schedulers import chosen, scheduler_of
from app.ledger.settings import LearnerSettings
from app.services.gather_sitting import day_of
from app.services.use_edition import use_edition

DAYS = 14
# Folded in about a second; of a larger collection every so-manieth card stands for the others.
MOST_CARDS = 2_000
CARDS_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class PreviewDay:
    """`now` and `then` are the cards to review from that day on; today's have gathered."""

    on: date
    now: int
    then: int


@dataclass(frozen=True, slots=True)
class Preview:
    """`looked_at` is less than `cards` where the rest was estimated."""

    days: tuple[PreviewDay, ...]
    cards: int
    looked_at: int

    @property
    def now(self) -> int:
        return sum(day.now for day in self.days)

    @property
    def then(self) -> int:
        return sum(day.then for day in self.days)


def preview_scheduler(
    ledger: Ledger,
    learner: Learner,
    settings: LearnerSettings,
    now: datetime,
    most_cards: int = MOST_CARDS,
) -> Preview:
    """Nothing is written: the log is folded with the other scheduler and forgotten again."""
    edition = use_edition(ledger, learner)
    today = day_of(learner, now)
    with ledger.read() as connection:
        courses = courses_of(connection, learner.learner_id)
        asked = due_days(connection, edition, courses)
        step = -(-len(asked) // most_cards) or 1
        cards = [card_id for card_id, _ in asked[::step]]
        scheduler = scheduler_of(chosen(settings))
        after = list(_folded(connection, learner.learner_id, cards, scheduler))
    before = _per_day((on for _, on in asked), today)
    then = _per_day(after, today)
    share = len(asked) / len(cards) if cards else 1
    days = (today + timedelta(days=ahead) for ahead in range(DAYS))
    return Preview(
        tuple(PreviewDay(on, before[on], round(then[on] * share)) for on in days),
        len(asked),
        len(cards),
    )


def _folded(
    connection: Connection, learner_id: int, cards: Sequence[str], scheduler: Scheduler
) -> Iterator[date]:
    for first in range(0, len(cards), CARDS_TOGETHER):
        portion = cards[first : first + CARDS_TOGETHER]
        for card_id, log in events_of_cards(connection, learner_id, portion).items():
            schedule = fold(card_id, log, scheduler)
            if schedule.due_on is not None:
                yield max(schedule.due_on, schedule.buried_until or schedule.due_on)


def _per_day(days: Iterable[date], today: date) -> Counter[date]:
    """What was due before is due today."""
    return Counter(max(on, today) for on in days)
