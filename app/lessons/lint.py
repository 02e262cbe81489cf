"""Warnings: what makes a card hard to learn from, though it can be read."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from app.core.cards import Face, Kind, Note
from app.lessons.problems import Report

if TYPE_CHECKING:
    from app.lessons.lesson import Lesson
    from app.lessons.parse import Surroundings

CODES = frozenset(
    "unkeyed untitled no-card long-answer answer-in-prompt same-prompt longest-right same-place "
    "no-explanation dated".split()
)
MOST_WORDS = 12
ENOUGH_QUESTIONS = 3
# Dotted and hyphened names are one word: `keras.ops` is not given away by Keras.
WORD = re.compile(r"\w+(?:[.'’-]\w+)*")
DATED = re.compile(
    r"\b(latest|newest|current|currently|nowadays|recent|recently|today)\b", re.IGNORECASE
)
LITTLE = frozenset(
    "that this with from into than then they them their there when what which where while have "
    "been being were will would does each every only also more most some such your between "
    "about after before because both other".split()
)


class Warnings:
    """Leaves out what the block itself allows."""

    def __init__(self, lesson: "Lesson", report: Report) -> None:
        self._report = report
        self._allowed: dict[int, set[str]] = defaultdict(set)
        for line, codes in lesson.allowed:
            self._allowed[line] |= codes

    def add(self, line: int, code: str, what: str, remedy: str) -> None:
        if code not in self._allowed.get(line, ()):
            self._report.warning(line, 1, code, what, remedy)


def lint(lesson: "Lesson", around: "Surroundings", report: Report) -> None:
    warnings = Warnings(lesson, report)
    titles = _words(f"{around.course_title} {lesson.title}")
    for note in lesson.notes:
        for face in note.faces:
            _lint_face(note, face, titles, warnings)
        if note.kind is Kind.CHOICE and note.explanation is None:
            remedy = "put a quote under its options"
            warnings.add(note.line, "no-explanation", "the question has no explanation", remedy)
        if note.as_of is None:
            _lint_date(note.line, _all_text(note), warnings)
    for section in lesson.sections:
        _lint_date(section.line, section.title, warnings)
        for passage in section.passages:
            if not passage.is_code:
                _lint_date(passage.line, passage.text, warnings)
    _lint_choices([note for note in lesson.notes if note.kind is Kind.CHOICE], warnings)
    _lint_keys(lesson, around, report)


def _all_text(note: Note) -> str:
    """What a learner may read of it, before the answer and after."""
    sides = [note.faces[0].prompt, note.faces[0].answer, note.explanation]
    for option in note.options:
        sides += [option.side, option.why]
    return " ".join(side.text for side in sides if side is not None)


def _lint_face(note: Note, face: Face, titles: set[str], warnings: Warnings) -> None:
    answer = WORD.findall(face.answer.text)
    if len(answer) > MOST_WORDS:
        what = f"the answer has {len(answer)} words"
        warnings.add(note.line, "long-answer", what, f"{MOST_WORDS} or fewer can be recalled whole")
    telling = {w.lower() for w in answer if len(w) >= 4} - LITTLE
    given = telling & (_words(face.prompt.text) | titles)
    if given:
        what = f"{', '.join(sorted(given))!r} of the answer stands in the prompt or a title"
        warnings.add(note.line, "answer-in-prompt", what, "ask without giving it away")


def _words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text)}


def _lint_date(line: int, text: str, warnings: Warnings) -> None:
    if found := DATED.search(text):
        what = f"{found[0]!r} will not stay true"
        warnings.add(line, "dated", what, "say when with as-of=2026-01, or leave it out")


def _lint_choices(notes: list[Note], warnings: Warnings) -> None:
    single = [note for note in notes if sum(option.right for option in note.options) == 1]
    if len(single) < ENOUGH_QUESTIONS:
        return
    line = single[0].line
    if all(_longest_is_right(note) for note in single):
        what = "in every question the right option is the longest"
        warnings.add(line, "longest-right", what, "lengthen a wrong one somewhere")
    if len({_right_place(note) for note in single}) == 1:
        what = f"in every question the right option is number {_right_place(single[0]) + 1}"
        warnings.add(line, "same-place", what, "move some of them")


def _longest_is_right(note: Note) -> bool:
    lengths = [(len(option.side.text), option.right) for option in note.options]
    longest = max(length for length, _ in lengths)
    return [right for length, right in lengths if length == longest] == [True]


def _right_place(note: Note) -> int:
    return next(place for place, option in enumerate(note.options) if option.right)


def _lint_keys(lesson: "Lesson", around: "Surroundings", report: Report) -> None:
    unlocked = [note for note in lesson.notes if not around.lock.holds(note)]
    if lesson.edits or unlocked:
        what = "progress is not yet safe from edits: keys are not written, or not in keys.lock"
        report.warning(1, 1, "unkeyed", what, f"run `drillbook key {lesson.path}`")


def lint_prompts(lessons: Iterable["Lesson"]) -> Iterator[tuple["Lesson", Note, str]]:
    """Notes whose prompt stands elsewhere in the course with another answer, and where."""
    seen: dict[str, tuple[str, str]] = {}
    for lesson in lessons:
        for note in lesson.notes:
            for face in note.faces:
                prompt = " ".join(face.prompt.text.lower().split())
                answer = " ".join(face.answer.text.lower().split())
                other, place = seen.setdefault(prompt, (answer, f"{lesson.path}:{note.line}"))
                if other != answer:
                    yield lesson, note, place
