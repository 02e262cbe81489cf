"""What has to be read anew in a course, and what that does to its other lessons."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.lessons.course import Course, judge_together
from app.lessons.lesson import Lesson
from app.lessons.problems import Problem
from app.library.parsing import Parser
from app.library.previous import Previous
from app.library.reading import CourseText, keys_of_broken
from app.library.rows import ask_mark


@dataclass(frozen=True, slots=True)
class CourseChange:
    """A course with the lessons that were read anew; all others stay as they are."""

    course: Course
    path: str
    order: tuple[str, ...]
    fresh: dict[str, Lesson]
    fingerprints: dict[str, str]
    problems: tuple[Problem, ...]


def read_changes(
    text: CourseText, previous: Previous, wanted: dict[str, str], parser: Parser
) -> CourseChange:
    """A lesson that was sound beside its neighbours may not be so now: then it is read too."""
    course = text.course.id
    kept = {name for name in text.order if previous.holds(course, name, wanted[name])}
    fresh = parser.parse(text, [name for name in text.order if name not in kept])
    judged, unsettled = _judge(text, previous, kept, fresh)
    while unsettled:
        kept -= unsettled
        fresh |= parser.parse(text, [name for name in text.order if name in unsettled])
        judged, unsettled = _judge(text, previous, kept, fresh)
    return CourseChange(
        text.course, text.folder.shown, text.order, judged, wanted, tuple(text.problems)
    )


def _judge(
    text: CourseText, previous: Previous, kept: set[str], fresh: dict[str, Lesson]
) -> tuple[dict[str, Lesson], set[str]]:
    if not fresh and not previous.lost(text.course.id, text.order):
        return {}, set()
    names = [name for name in text.order if name in fresh]
    lessons = [fresh[name] for name in names]
    claims = previous.claims(text.course.id)
    held = keys_of_broken(text, lessons).union(
        *(claims[n].keys for n in names if n in claims and not fresh[n].is_sound)
    )
    settled = [claims[name] for name in text.order if name in kept]
    older = frozenset(text.path_of(n) for n in names if previous.is_good(text.course.id, n))
    judged, shaken = judge_together(lessons, settled, held, older)
    asking = previous.files_asking(text.course.id, _asks(lessons))
    return dict(zip(names, judged, strict=True)), (_names(shaken) | asking) & kept


def _asks(lessons: Iterable[Lesson]) -> set[int]:
    faces = (face for lesson in lessons for note in lesson.notes for face in note.faces)
    return {ask_mark(face.prompt.text) for face in faces}


def _names(paths: Iterable[str]) -> set[str]:
    return {Path(path).name for path in paths}
