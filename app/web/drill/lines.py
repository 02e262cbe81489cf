"""What an answer did, in the words of the line above the buttons; and what each grade would do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.core.events import AskedAs, Grade
from app.core.gaps import short_gap, told_gap
from app.core.telling import told_day
from app.services.last_answers import LastAnswer
from app.services.show_pack import PackCard

FOUR = tuple(Grade)
TWO = (Grade.FORGOT, Grade.GOOD)
AGAIN = (Grade.FORGOT, Grade.HARD)
SLIPPED_TIMES = 4
# Of what was no answer; the scripts are handed these.
AFTER = {
    "undone": "Taken back. The card is here again.",
    "nothing": "Nothing left to take back in this sitting. Older answers are on the card's page.",
    "aside": "Set aside. It will not be asked again until you bring it back.",
    "later": "Not today. It comes tomorrow.",
}


@dataclass(frozen=True, slots=True)
class GradeButton:
    """`told` is the small line under the label, `name` what a screen reader says."""

    grade: Grade
    label: str
    told: str
    name: str


@dataclass(frozen=True, slots=True)
class GradeButtons:
    """`same` is the one preview of Hard, Good and Easy where all three give the same day."""

    buttons: tuple[GradeButton, ...]
    same: str = ""


def grade_buttons(card: PackCard, today: date, buttons: int) -> GradeButtons:
    if card.asked_as is not AskedAs.REVIEW:
        return GradeButtons(tuple(GradeButton(g, label(g, TWO), "", "") for g in TWO))
    grades = TWO if buttons == len(TWO) else FOUR
    days = {grade: _days(card, grade, today) for grade in grades}
    same = len(grades) == len(FOUR) and len({days[grade] for grade in FOUR[1:]}) == 1
    made = (_button(card, grade, grades, days[grade], today, same) for grade in grades)
    return GradeButtons(tuple(made), told_gap(days[Grade.GOOD]) if same else "")


def label(grade: Grade, grades: tuple[Grade, ...]) -> str:
    return "Got it" if grade is Grade.GOOD and grades == TWO else grade.value.capitalize()


def _days(card: PackCard, grade: Grade, today: date) -> int:
    due_on = card.outcomes[grade].due_on
    return (due_on - today).days if due_on else 0


def _button(
    card: PackCard, grade: Grade, grades: tuple[Grade, ...], days: int, today: date, same: bool
) -> GradeButton:
    words, due_on = label(grade, grades), card.outcomes[grade].due_on
    day = told_day(due_on, today) if due_on else "today"
    when = f"Comes back in this sitting, then on {day}" if grade in AGAIN else f"Next on {day}"
    if grades == TWO:
        told = "again today" if grade is Grade.FORGOT else told_gap(days)
    elif same and grade is not Grade.FORGOT:
        told = "↻" if grade in AGAIN else ""
    else:
        told = f"↻ {short_gap(days)}" if grade in AGAIN else short_gap(days)
    return GradeButton(grade, words, told, f"{words}. {when}")


def after_line(last: LastAnswer | None, today: date, buttons: int) -> str:
    if last is None:
        return ""
    answer = last.answer
    if last.given_up:
        return "Enough for today. This one comes back tomorrow."
    if answer.asked_as is not AskedAs.REVIEW:
        return "Once more · schedule unchanged"
    two = buttons == len(TWO) or answer.choice is not None
    words = label(answer.grade, TWO if two else FOUR)
    if answer.grade in AGAIN:
        return f"{words} · comes back in this sitting"
    return f"{words} · next on {told_day(last.due_on, today)}" if last.due_on else words


def has_slipped(last: LastAnswer | None) -> bool:
    """At the fourth time and at every fourth after it, when it was just forgotten again."""
    if last is None or last.answer.grade is not Grade.FORGOT:
        return False
    counts = last.answer.asked_as is AskedAs.REVIEW
    return counts and last.lapses > 0 and last.lapses % SLIPPED_TIMES == 0


def letters(count: int) -> Iterator[str]:
    return (chr(ord("A") + number) for number in range(count))
