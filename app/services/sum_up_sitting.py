"""What a sitting came to: how much was known, what is worth another look, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.core.due import of_sitting
from app.core.events import Grade, Reviewed
from app.core.pace import MINUTE_MS
from app.core.xp import level_of
from app.ledger.courses import followed_courses
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.stats import study_days
from app.lessons.lesson import anchor_of
from app.library.snapshot import Snapshot
from app.services.choose_cards import ALL, Chosen, Wanted, choose_cards
from app.services.find_pace import find_pace
from app.services.gather_sitting import day_of, gather_sitting
from app.services.last_answers import answers_of_sitting
from app.services.lesson_address import lesson_address
from app.services.look_ahead import Coming, look_ahead
from app.services.show_progress import show_progress

MOST_LOOKS = 5


@dataclass(frozen=True, slots=True)
class WorthALook:
    """A card that was forgotten, `times` of them in this sitting."""

    card_id: str
    prompt: str
    language: str
    times: int
    lesson_url: str


@dataclass(frozen=True, slots=True)
class CourseGain:
    title: str
    language: str
    gained_xp: int
    level: int
    level_title: str
    is_new_level: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """`known` counts the cards that were known when they were first asked; `left` are other cards
    than those, `repeats` some of them once more.
    """

    study_day: date
    cards: int
    known: int
    minutes: int
    left: int
    repeats: int
    looks: tuple[WorthALook, ...]
    gains: tuple[CourseGain, ...]
    coming: Coming
    next_minutes: int
    last_answer: str | None


def sum_up_sitting(
    ledger: Ledger,
    library: Snapshot,
    learner: Learner,
    now: datetime,
    wanted: Wanted = ALL,
) -> Summary:
    answers = answers_of_sitting(ledger, learner, now)
    left, repeats = _still_to_come(choose_cards(ledger, library, learner, now, wanted))
    courses = followed_courses(ledger, learner.learner_id)
    sitting = gather_sitting(ledger, library, learner, now)
    coming = look_ahead(ledger, library, sitting, courses)
    first = coming.days[0]
    return Summary(
        study_day=day_of(learner, now),
        cards=len({answer.card_id for answer in answers}),
        known=_known(answers),
        minutes=max(1, round(sum(answer.elapsed_ms for answer in answers) / MINUTE_MS)),
        left=0 if wanted.minutes else left,
        repeats=0 if wanted.minutes else repeats,
        looks=_looks(library, answers),
        gains=_gains(ledger, library, learner, now),
        coming=coming,
        next_minutes=find_pace(ledger, learner).minutes(first.reviews, first.new),
        last_answer=answers[-1].id if answers else None,
    )


def _still_to_come(chosen: Chosen) -> tuple[int, int]:
    asked = {each.card_id for each in chosen.asked}
    had = asked & {answer.card_id for answer in of_sitting(chosen.sitting.given)}
    return len(asked - had), len(had)


def _known(answers: Sequence[Reviewed]) -> int:
    first: dict[str, Grade] = {}
    for answer in answers:
        first.setdefault(answer.card_id, answer.grade)
    return sum(grade is not Grade.FORGOT for grade in first.values())


def _looks(library: Snapshot, answers: Sequence[Reviewed]) -> tuple[WorthALook, ...]:
    """Those missed most often first."""
    times: dict[str, int] = {}
    for answer in answers:
        if answer.grade is Grade.FORGOT:
            times[answer.card_id] = times.get(answer.card_id, 0) + 1
    worst = sorted(times, key=lambda card_id: -times[card_id])[:MOST_LOOKS]
    faces = {row["id"]: row for row in library.faces(worst)}
    return tuple(
        WorthALook(
            card_id,
            face["prompt_text"],
            face["language"],
            times[card_id],
            lesson_address(face["course"], face["track"], anchor_of(face["key"])),
        )
        for card_id in worst
        if (face := faces.get(card_id))
    )


def _gains(
    ledger: Ledger, library: Snapshot, learner: Learner, now: datetime
) -> tuple[CourseGain, ...]:
    day = day_of(learner, now)
    today = {
        each.course: each.xp
        for each in study_days(ledger, learner.learner_id)
        if each.study_day == day
    }
    progress = show_progress(ledger, library, learner, now)
    thresholds = _thresholds(library)
    return tuple(
        CourseGain(
            course.title,
            course.language,
            gained,
            course.level.number,
            course.level_title,
            level_of(course.xp - gained, thresholds[course.id]).number < course.level.number,
        )
        for course_id, gained in today.items()
        if gained and (course := progress.get(course_id))
    )


def _thresholds(library: Snapshot) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in library.levels():
        found.setdefault(row["course"], []).append(row["xp"])
    return found
