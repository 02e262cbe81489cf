"""The next cards of a sitting, whole: all that a page needs to ask and grade them by itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.core.due import of_sitting
from app.core.events import AskedAs, Grade
from app.core.queue import Asked
from app.core.schedule import Schedule, outcomes
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.lessons.lesson import anchor_of
from app.library.snapshot import Row, Snapshot
from app.services.choose_cards import Wanted as Wanted
from app.services.choose_cards import choose_cards
from app.services.gather_place import Place as Place
from app.services.gather_readings import Reading, Readings
from app.services.gather_sitting import Sitting
from app.services.lesson_address import lesson_address, resolved

PACK_CARDS = 12
ALL = Wanted()


@dataclass(frozen=True, slots=True)
class PackOption:
    """The id is what an answer's `choice` names."""

    id: str
    html: str
    right: bool
    why_html: str | None


@dataclass(frozen=True, slots=True)
class PackOutcome:
    """`counted` is False where the answer would be practice and move nothing."""

    counted: bool
    due_on: date | None
    interval_days: int


@dataclass(frozen=True, slots=True)
class PackCard:
    """`accept` are other spellings of `answer_text`; `closed` means never without the options;
    `reading` is the id of what is to be read first.
    """

    card_id: str
    kind: str
    course: str
    course_title: str
    track: str
    track_title: str
    section: str
    section_title: str
    lesson_url: str
    language: str
    front_html: str
    back_html: str
    explanation_html: str | None
    answer_text: str
    accept: tuple[str, ...]
    options: tuple[PackOption, ...]
    closed: bool
    asked_as: AskedAs
    new: bool
    reading: str | None
    interval_days: int
    lapses: int
    outcomes: Mapping[Grade, PackOutcome]


@dataclass(frozen=True, slots=True)
class PackAnswer:
    """An answer that this sitting has had: with them a page can order repeats by itself."""

    card_id: str
    grade: Grade
    asked_as: AskedAs


@dataclass(frozen=True, slots=True)
class DrillPack:
    """`left` counts all that is still to come, with what is in the pack; `done` and `total`
    count different cards.
    """

    study_day: date
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
    options = _options(library.options(ids))
    readings = Readings(chosen.sitting.given, chosen.asked)
    cards = tuple(
        PackCard(
            **_face(faces[each.card_id]),
            **_asked(each, chosen.sitting),
            options=options.get(each.card_id, ()),
            reading=readings.before(faces[each.card_id]) if each.new else None,
        )
        for each in chosen.asked[:most]
    )
    given = () if wanted.minutes else of_sitting(chosen.sitting.given)
    seen, coming = {g.card_id for g in given}, {a.card_id for a in chosen.asked}
    return DrillPack(
        study_day=chosen.sitting.day,
        cards=cards,
        readings=readings.used(),
        given=tuple(PackAnswer(g.card_id, g.grade, g.asked_as) for g in given),
        left=len(chosen.asked),
        done=len(seen),
        total=len(seen | coming),
    )


def _options(rows: Iterable[Row]) -> dict[str, tuple[PackOption, ...]]:
    found = defaultdict[str, tuple[PackOption, ...]](tuple)
    for row in rows:
        option = PackOption(row["slug"], row["html"], bool(row["right"]), row["why_html"])
        found[row["card_id"]] += (option,)
    return found


def _face(card: Row) -> dict[str, Any]:
    """As the library has it; `accept` is text there, joined as an author writes it."""
    place = (card["course"], card["track"])
    names = ("kind", "course", "course_title", "track", "track_title", "section", "section_title")
    explanation = card["explanation_html"]
    return {
        **{name: card[name] for name in (*names, "language", "answer_text")},
        "card_id": card["id"],
        "lesson_url": lesson_address(*place, anchor_of(card["key"])),
        "front_html": resolved(card["prompt_html"], *place),
        "back_html": resolved(card["answer_html"], *place),
        "explanation_html": resolved(explanation, *place) if explanation else None,
        "accept": tuple(card["accept"].split("; ")) if card["accept"] else (),
        "closed": bool(card["closed"]),
    }


def _asked(asked: Asked, sitting: Sitting) -> dict[str, Any]:
    schedule = sitting.schedules.get(asked.card_id) or Schedule(asked.card_id)
    return {
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
