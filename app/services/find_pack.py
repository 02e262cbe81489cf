"""The next cards of a learner's sitting, each with what every grade would do."""

from dataclasses import dataclass
from datetime import date, datetime

from app.core.events import AskedAs, Grade
from app.core.queue import queue
from app.core.schedule import Outcome, Schedule, outcomes
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.library.snapshot import Snapshot
from app.services.gather_sitting import gather_sitting

PACK_CARDS = 12


@dataclass(frozen=True, slots=True)
class PackCard:
    card_id: str
    asked_as: AskedAs
    new: bool
    outcomes: dict[Grade, Outcome]


@dataclass(frozen=True, slots=True)
class Pack:
    """`left` counts all that is still to come today, with what is in the pack."""

    study_day: date
    cards: tuple[PackCard, ...]
    left: int


def find_pack(
    ledger: Ledger, library: Snapshot, learner: Learner, now: datetime, most: int = PACK_CARDS
) -> Pack:
    sitting = gather_sitting(ledger, library, learner, now)
    asked = queue(sitting.due, sitting.new, sitting.given, sitting.limits)
    scheduler = sitting.edition.scheduler
    cards = tuple(
        PackCard(
            each.card_id,
            each.asked_as,
            each.new,
            outcomes(
                sitting.schedules.get(each.card_id, Schedule(each.card_id)), scheduler, sitting.day
            ),
        )
        for each in asked[:most]
    )
    return Pack(sitting.day, cards, len(asked))
