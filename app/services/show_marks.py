"""What a learner remembers of a lesson: how each fact stands, and what each section would ask."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.core.due import due_count
from app.core.standing import Standing, standing_of_card, standing_of_fact
from app.ledger.courses import courses_of
from app.ledger.learners import Learner, change_settings
from app.ledger.ledger import Ledger
from app.library.snapshot import Row, Snapshot
from app.services.gather_place import Gathering, gathering

AWAY = (Standing.ASIDE, Standing.NOT_MET)


@dataclass(frozen=True, slots=True)
class FactMark:
    """`card_id` is the weakest of its `cards`: how likely that is known today, and the day it is
    next to review. `asks` says that a drill of the fact has anything to ask now.
    """

    standing: Standing
    card_id: str
    recall: float
    next_on: date | None
    cards: int
    not_met: int
    asks: bool


@dataclass(frozen=True, slots=True)
class SectionMark:
    """`cards` are what a drill of the section would ask now; `next_on` is from when on some of it
    is to review after today."""

    cards: int
    next_on: date | None


@dataclass(frozen=True, slots=True)
class LessonMarks:
    """Facts by their keys, sections by their anchors; what has no cards is not among them.
    `followed`: the course is one of the learner's, so that what is begun comes back.
    """

    day: date
    followed: bool
    facts: Mapping[str, FactMark]
    sections: Mapping[str, SectionMark]

    @property
    def counts(self) -> Counter[Standing]:
        return Counter(fact.standing for fact in self.facts.values())

    @property
    def begun(self) -> bool:
        return any(fact.standing is not Standing.NOT_MET for fact in self.facts.values())


def show_marks(
    ledger: Ledger, library: Snapshot, learner: Learner, now: datetime, course: str, track: str
) -> LessonMarks:
    """The cost is that of the lesson's cards, however many the learner has."""
    cards = library.cards_in(course, track)
    gathered = gathering(ledger, cards, learner, now)
    facts, sections = defaultdict[str, list[Row]](list), defaultdict[str, list[Row]](list)
    for card in cards:
        facts[card["key"]].append(card)
        sections[card["section"]].append(card)
    return LessonMarks(
        gathered.day,
        _follows(ledger, learner, course),
        {key: _fact(gathered, mine) for key, mine in facts.items()},
        {anchor: _section(gathered, mine) for anchor, mine in sections.items()},
    )


def show_them(ledger: Ledger, learner: Learner, shown: bool) -> None:
    """On the pages of lessons; a learner may want to read undisturbed."""
    change_settings(ledger, learner.learner_id, {"lesson_marks": shown})


def _follows(ledger: Ledger, learner: Learner, course: str) -> bool:
    with ledger.read() as connection:
        return course in courses_of(connection, learner.learner_id)


def _fact(gathered: Gathering, cards: Sequence[Row]) -> FactMark:
    schedules = [gathered.schedule(card["id"]) for card in cards]
    stands = {each.card_id: standing_of_card(each, gathered.day) for each in schedules}

    def weakness(card_id: str) -> tuple[bool, bool, float]:
        standing = stands[card_id]
        return standing in AWAY, standing is not Standing.DUE, gathered.recall(card_id)

    weakest = min(stands, key=weakness)
    return FactMark(
        standing=standing_of_fact(stands.values()),
        card_id=weakest,
        recall=gathered.recall(weakest),
        next_on=gathered.schedule(weakest).next_on,
        cards=len(cards),
        not_met=list(stands.values()).count(Standing.NOT_MET),
        asks=_to_ask(gathered, cards) > 0,
    )


def _section(gathered: Gathering, cards: Sequence[Row]) -> SectionMark:
    """A sibling of what was answered today is due and yet not asked before tomorrow."""
    tomorrow = gathered.day + timedelta(days=1)
    due = (gathered.schedule(card["id"]).next_on for card in cards)
    days = [max(on, tomorrow) for on in due if on]
    return SectionMark(_to_ask(gathered, cards), min(days, default=None))


def _to_ask(gathered: Gathering, cards: Sequence[Row]) -> int:
    sitting = gathered.sitting(cards)
    count = due_count(sitting.due, sitting.new, sitting.given, sitting.limits)
    return count.reviews + count.new
