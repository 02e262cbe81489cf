"""A learner's courses as Anki decks with all that was learned in them, and a receipt of it."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from app.anki.folder import write_deck
from app.anki.progress import Carried, Progress
from app.core.schedule import explain
from app.core.study_day import study_day
from app.ledger.history import card_histories, scheduler_in_use
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.lessons.problems import Problem
from app.lessons.slugs import slug
from app.services.gather_decks import Draft, gather_decks, has_errors

BOX = "Import any learning progress"
WEEKS = 8
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days, of which today is the first of the first."""

    begins_on: date
    due: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """`due_today` counts what is overdue too, and so does the first week; suspended cards are due
    on no day. `left_behind` are cards that the lessons no longer ask. `box` is what must be ticked
    in Anki's import window, or all cards arrive as new ones."""

    cards: int
    begun: int
    suspended: int
    due_today: int
    due_by_week: tuple[Week, ...]
    due_later: int
    reviews: int
    left_behind: int
    box: str = BOX


@dataclass(frozen=True, slots=True)
class PersonalDeck:
    course: str
    path: Path
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class ProgressReport:
    decks: tuple[PersonalDeck, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> bool:
        return has_errors(self.problems)


def export_progress(
    ledger: Ledger,
    learner: Learner,
    courses: Sequence[Path],
    folder: Path,
    locks: Path,
    now: datetime,
    address: str = "",
) -> ProgressReport:
    """`locks` is where the plain decks' stamps are kept: both decks must have the same ones."""
    decks: list[PersonalDeck] = []
    problems: list[Problem] = []
    with closing(gather_decks(courses, locks, int(now.timestamp()), address)) as drafts:
        for gathered in drafts:
            problems += gathered.problems
            if gathered.draft:
                decks.append(_export(ledger, learner, gathered.draft, folder, locks, now))
    return ProgressReport(tuple(decks), tuple(sorted(problems)))


def _export(
    ledger: Ledger, learner: Learner, draft: Draft, folder: Path, locks: Path, now: datetime
) -> PersonalDeck:
    course, zone = draft.deck.id, ZoneInfo(learner.settings.zone)
    today = study_day(now, zone, learner.settings.rollover_hour)
    package = folder / f"{course}.{_named(learner)}.apkg"
    with (
        ledger.read() as connection,
        closing(card_histories(connection, learner.learner_id, course)) as logs,
    ):
        scheduler = scheduler_in_use(connection, learner)
        histories = ((card_id, explain(card_id, log, scheduler)) for card_id, log in logs)
        progress = Progress(histories, scheduler, today)
        written = write_deck(package, locks, draft.deck, draft.lock, draft.media.files, progress)
    assert written.carried
    return PersonalDeck(course, package, _receipt(written.cards, written.carried, today))


def _named(learner: Learner) -> str:
    """After a dot, which no course has in its name; where a name says too little, a number too."""
    name = slug(learner.name)
    return name if name == learner.name else f"{name or 'learner'}.{learner.learner_id}"


def _receipt(cards: int, carried: Carried, today: date) -> Receipt:
    due = {max(day, today): 0 for day in carried.due}
    for day, count in carried.due.items():
        due[max(day, today)] += count
    weeks = [today + n * WEEK for n in range(WEEKS)]
    by_week = [sum(due[day] for day in due if begin <= day < begin + WEEK) for begin in weeks]
    return Receipt(
        cards=cards,
        begun=carried.begun,
        suspended=carried.suspended,
        due_today=due.get(today, 0),
        due_by_week=tuple(map(Week, weeks, by_week)),
        due_later=sum(due.values()) - sum(by_week),
        reviews=carried.reviews,
        left_behind=carried.left_behind,
    )
