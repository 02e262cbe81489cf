"""A course's folder read whole: every lesson parsed, judged alone and beside the others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.lessons.course import NAME as COURSE_FILE
from app.lessons.course import Course, in_order, judge_together, read_course
from app.lessons.keying import written_keys
from app.lessons.keys_lock import NAME as LOCK_FILE
from app.lessons.keys_lock import KeysLock, read_keys_lock
from app.lessons.lesson import Lesson
from app.lessons.parse import Surroundings, parse_lesson
from app.lessons.problems import Problem, Report
from app.lessons.source import read_source
from app.library.content import CourseFolder, read_folder


@dataclass(frozen=True, slots=True)
class CourseText:
    """What of a folder is known before a lesson of it is parsed; `order` names the files."""

    folder: CourseFolder
    course: Course
    lock: KeysLock
    order: tuple[str, ...]
    problems: tuple[Problem, ...]

    def path_of(self, name: str) -> str:
        return (self.folder.path / name).as_posix()

    @property
    def written(self) -> frozenset[str]:
        texts = (c.decode("utf-8", "replace") for c in self.contents.values())
        return frozenset().union(self.lock.entries, *map(written_keys, texts))

    @property
    def contents(self) -> dict[str, bytes]:
        return {n: c for n, c in self.folder.lessons.items() if isinstance(c, bytes)}

    @property
    def around(self) -> Surroundings:
        return Surroundings(self.course.title, self.lock, self.written, self.folder.media)


def read_course_text(folder: CourseFolder) -> CourseText:
    about = Report((folder.path / COURSE_FILE).as_posix())
    locked = Report((folder.path / LOCK_FILE).as_posix())
    if folder.id != folder.path.resolve().name:
        what = f"the folder's name {folder.path.resolve().name[:40]!r} cannot be a course's id"
        about.error(1, 1, what, "use a-z, 0-9 and single hyphens")
    if folder.toml is None:
        about.error(1, 1, "the course has no course.toml", 'write one with title = "…"')
        course = Course(folder.id, folder.path.resolve().name)
    else:
        course = read_course(folder.id, folder.toml, about)
    lock_text = read_source(folder.lock or b"", locked)
    lock = read_keys_lock(lock_text or "", locked)
    order = tuple(in_order(course, list(folder.lessons), about))
    return CourseText(folder, course, lock, order, (*about.problems, *locked.problems))


def unreadable(text: CourseText) -> list[Problem]:
    return [
        Problem(text.path_of(name), 1, 1, f"cannot be read: {found.strerror}", "look at its rights")
        for name, found in text.folder.lessons.items()
        if isinstance(found, OSError)
    ]


@dataclass(frozen=True, slots=True)
class CourseLessons:
    """A whole course as its author left it, with every problem that it has."""

    text: CourseText
    lessons: tuple[Lesson, ...]

    @property
    def problems(self) -> list[Problem]:
        own = [*self.text.problems, *unreadable(self.text)]
        return sorted([*own, *(p for lesson in self.lessons for p in lesson.problems)])


def read_course_lessons(path: Path) -> CourseLessons:
    text = read_course_text(read_folder(path))
    lessons, _ = judge_together(list(parse_in_turn(text, text.order)))
    return CourseLessons(text, tuple(lessons))


def parse_in_turn(text: CourseText, names: Iterable[str]) -> Iterator[Lesson]:
    """One after the other: the keys proposed for one lesson are taken for the next."""
    around = text.around
    for name in names:
        content = text.contents.get(name)
        if content is None:
            continue
        lesson = parse_lesson(text.path_of(name), content, around)
        yield lesson
        if lesson.edits:
            proposed = frozenset(note.key for note in lesson.notes)
            around = replace(around, taken=around.taken | proposed)
