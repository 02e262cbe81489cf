"""The next cards of a sitting, whole: all that a page needs to ask and grade them by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.core.due import of_sitting
from app.core.events import AskedAs, Grade
from app.core.queue import Asked
from app.core.schedule import Schedule, outcomes
from app.ledger.card_notes import card_notes_of
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.library.snapshot import Snapshot
from app.services.card_faces import CardFace, face_of, options_of
from app.services.choose_cards import ALL, choose_cards
from app.services.choose_cards import Wanted as Wanted
from app.services.gather_place import Place as Place
from app.services.gather_readings import Reading, Readings
from app.services.gather_sitting import Sitting, day_ends_at

PACK_CARDS = 12


@dataclass(frozen=True, slots=True)
class PackOutcome:
    """`counted` is False where the answer would be practice and move nothing."""

    counted: bool
    due_on: date | None
    interval_days: int


@dataclass(frozen=True, slots=True)
class PackCard(CardFace):
    """`reading` is the id of what is to be read first; `my_note` is the learner's own."""

    card_id: str
    asked_as: AskedAs
    new: bool
    reading: str | None
    interval_days: int
    lapses: int
    my_note: str
    outcomes: Mapping[Grade, PackOutcome]


@dataclass(frozen=True, slots=True)
class PackAnswer:
    """An answer that this sitting has had: with them a page can order repeats by itself. Those of
    cards set aside or put off since are left out, or it would.
    """

    card_id: str
    grade: Grade
    asked_as: AskedAs


@dataclass(frozen=True, slots=True)
class DrillPack:
    """`left` counts all that is still to come, with what is in the pack; `done` and `total`
    count different cards. From `day_ends_at` on, another pack is the right one.
    """

    study_day: date
    day_ends_at: datetime
    cards: tuple[PackCard, ...]
    readings: tuple[Reading, ...]
    given: tuple[PackAnswer, ...]
    left: int
    done: int
    total: int


def show_pack(
    ledger: Ledger,
    library: Snapshot,
    learner: Learner,
    now: datetime,
    wanted: Wanted = ALL,
    most: int = PACK_CARDS,
) -> DrillPack:
    chosen = choose_cards(ledger, library, learner, now, wanted)
    ids = [each.card_id for each in chosen.asked[:most]]
    faces = {row["id"]: row for row in library.faces(ids)}
    options = options_of(library, ids)
    notes = card_notes_of(ledger, learner.learner_id)
    readings = Readings(chosen.sitting.given, chosen.asked)
    cards = tuple(
        PackCard(
            **face_of(faces[each.card_id]),
            **_asked(each, chosen.sitting),
            options=options[each.card_id],
            my_note=notes.get(each.card_id, ""),
            reading=readings.before(faces[each.card_id]) if each.new else None,
        )
        for each in chosen.asked[:most]
    )
    given = () if wanted.minutes else of_sitting(chosen.sitting.given)
    seen, coming = {g.card_id for g in given}, {a.card_id for a in chosen.asked}
    return DrillPack(
        study_day=chosen.sitting.day,
        day_ends_at=day_ends_at(learner, chosen.sitting.day),
        cards=cards,
        readings=readings.used(),
        given=tuple(PackAnswer(g.card_id, g.grade, g.asked_as) for g in given if not g.away),
        left=len(chosen.asked),
        done=len(seen),
        total=len(seen | coming),
    )


def _asked(asked: Asked, sitting: Sitting) -> dict[str, Any]:
    schedule = sitting.schedules.get(asked.card_id) or Schedule(asked.card_id)
    return {
        "card_id": asked.card_id,
        "asked_as": asked.asked_as,
        "new": asked.new,
        "interval_days": schedule.interval_days,
        "lapses": schedule.lapses,
        "outcomes": _outcomes(asked, schedule, sitting),
    }


def _outcomes(asked: Asked, schedule: Schedule, sitting: Sitting) -> dict[Grade, PackOutcome]:
    if asked.asked_as is not AskedAs.REVIEW:
        unmoved = PackOutcome(False, schedule.due_on, schedule.interval_days)
        return dict.fromkeys(Grade, unmoved)
    found = outcomes(schedule, sitting.edition.scheduler, sitting.day)
    return {
        grade: PackOutcome(each.counted, each.due_on, each.interval_days)
        for grade, each in found.items()
    }
