"""`drillbook key`: writes the keys that are missing, and proves that nothing else has changed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.core.cards import Note
from app.lessons.lesson import Edit, Lesson
from app.lessons.parse import Surroundings, parse_lesson
from app.lessons.parse import written_keys as written_keys

LINE_ANCHOR = re.compile(r' id="line-\d+"')


@dataclass(frozen=True, slots=True)
class Keyed:
    """`text` is None where a key cannot be written without changing something else."""

    lesson: Lesson
    text: str | None


def with_keys(lesson: Lesson, text: str, around: Surroundings) -> Keyed:
    if not lesson.edits:
        return Keyed(lesson, text)
    made = _edited(text, lesson.edits)
    again = parse_lesson(lesson.path, made.encode(), around)
    unchanged = again.is_sound and not again.edits and _content(again) == _content(lesson)
    return Keyed(again, made if unchanged else None)


def _edited(text: str, edits: Sequence[Edit]) -> str:
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda e: (e.line, e.column), reverse=True):
        line = lines[edit.line - 1]
        lines[edit.line - 1] = line[: edit.column - 1] + edit.text + line[edit.column - 1 :]
    return "\n".join(lines)


def _content(lesson: Lesson) -> object:
    """All that a lesson says but for the lines on which it says it."""
    sections = [
        (
            section.anchor,
            section.title,
            LINE_ANCHOR.sub("", section.html),
            [_unplaced(note) for note in section.notes],
            [passage.text for passage in section.passages],
        )
        for section in lesson.sections
    ]
    return lesson.id, lesson.title, lesson.summary, sections


def _unplaced(note: Note) -> Note:
    return replace(note, line=0)
