"""A course's folder read whole: every lesson parsed, judged alone and beside the others."""

import re
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
from app.lessons.slugs import slug
from app.lessons.source import read_source
from app.library.content import Content, CourseFolder, folder_name, read_folder

MAY_BE_KEY = re.compile(rb"#([a-z0-9-]+)")
MOST_LOCK_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CourseText:
    """What of a folder is known before a lesson of it is parsed; `order` names the files."""

    folder: CourseFolder
    course: Course
    lock: KeysLock
    order: tuple[str, ...]
    problems: tuple[Problem, ...]

    def path_of(self, name: str) -> str:
        return f"{self.folder.shown}/{name}"

    @property
    def written(self) -> frozenset[str]:
        contents = (c for c in self.folder.lessons.values() if isinstance(c, bytes))
        texts = (c.decode("utf-8", "replace") for c in contents)
        return frozenset().union(self.lock.entries, *map(written_keys, texts))

    @property
    def around(self) -> Surroundings:
        return Surroundings(self.course.title, self.lock, self.written, self.folder.media)

    def around_keyed(self, name: str) -> Surroundings:
        """All that a lesson with all its keys must know: keys used elsewhere are none of it."""
        known = self.lock.only(keys_in(self.folder.lessons[name]))
        return Surroundings(self.course.title, known, frozenset(), self.folder.media)

    def parse(self, name: str, around: Surroundings) -> Lesson:
        return parse_content(self.path_of(name), self.folder.lessons[name], around)


def keys_in(content: Content) -> frozenset[str]:
    """Every key that may stand in a lesson, and some words that only look like one."""
    if isinstance(content, OSError):
        return frozenset()
    return frozenset(key.decode() for key in MAY_BE_KEY.findall(content))


def parse_content(path: str, content: Content, around: Surroundings) -> Lesson:
    if isinstance(content, bytes):
        return parse_lesson(path, content, around)
    stem = Path(path).stem
    problem = _cannot_be_read(path, content)
    return Lesson(path, slug(stem) or "lesson", stem, "", (), (problem,))


def _cannot_be_read(path: str, error: OSError) -> Problem:
    what = f"this cannot be read: {error.strerror}"
    return Problem(path, 1, 1, what, "put a text file with the right to read it in its place")


def read_course_text(folder: CourseFolder) -> CourseText:
    about = Report(f"{folder.shown}/{COURSE_FILE}")
    course = _read_course(folder, about)
    lock, faults = _read_lock(folder)
    order = tuple(in_order(course, list(folder.lessons), about))
    return CourseText(folder, course, lock, order, (*_located(folder, about), *faults))


def _read_course(folder: CourseFolder, about: Report) -> Course:
    name = folder_name(folder.path)
    if folder.id != name:
        what = f"the folder's name {name[:40]!r} cannot be a course's id"
        about.error(1, 1, what, "use a-z, 0-9 and single hyphens")
    if isinstance(folder.toml, bytes):
        return read_course(folder.id, folder.toml, about)
    if folder.toml is None:
        about.error(1, 1, "the course has no course.toml", 'write one with title = "…"')
    return Course(folder.id, name)


def _located(folder: CourseFolder, about: Report) -> list[Problem]:
    toml = folder.toml
    odd = [_cannot_be_read(about.path, toml)] if isinstance(toml, OSError) else []
    return [*odd, *about.problems]


def _read_lock(folder: CourseFolder) -> tuple[KeysLock, tuple[Problem, ...]]:
    report = Report(f"{folder.shown}/{LOCK_FILE}")
    if isinstance(folder.lock, OSError):
        return KeysLock(), (_cannot_be_read(report.path, folder.lock),)
    text = read_source(folder.lock or b"", report, MOST_LOCK_BYTES)
    return read_keys_lock(text or "", report), report.problems


@dataclass(frozen=True, slots=True)
class CourseLessons:
    """A whole course as its author left it, with every problem that it has."""

    text: CourseText
    lessons: tuple[Lesson, ...]

    @property
    def problems(self) -> list[Problem]:
        found = [*self.text.problems, *(p for lesson in self.lessons for p in lesson.problems)]
        return sorted(found)


def read_course_lessons(path: Path, only: frozenset[str] = frozenset()) -> CourseLessons:
    text = read_course_text(read_folder(path, only=only))
    parsed = list(parse_in_turn(text, text.order))
    lessons, _ = judge_together(parsed, elsewhere=keys_of_broken(text, parsed))
    return CourseLessons(text, tuple(lessons))


def keys_of_broken(text: CourseText, lessons: Iterable[Lesson]) -> frozenset[str]:
    """What a broken lesson holds is there, though it cannot be seen."""
    names = (Path(lesson.path).name for lesson in lessons if not lesson.is_sound)
    return frozenset().union(*(keys_in(text.folder.lessons[name]) for name in names))


def parse_in_turn(text: CourseText, names: Iterable[str]) -> Iterator[Lesson]:
    """One after the other: the keys proposed for one lesson are taken for the next."""
    around = text.around
    for name in names:
        lesson = text.parse(name, around)
        yield lesson
        if lesson.edits:
            proposed = frozenset(note.key for note in lesson.notes)
            around = replace(around, taken=around.taken | proposed)
