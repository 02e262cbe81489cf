"""`course.toml`, and what can only be judged when all lessons of a course lie side by side."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.lessons.lesson import Lesson
from app.lessons.lint import Warnings, lint_prompts
from app.lessons.problems import Problem, Report
from app.lessons.source import read_source

NAME = "course.toml"
FIELDS = ("title", "summary", "language", "lessons", "levels")


@dataclass(frozen=True, slots=True)
class Level:
    title: str
    xp: int


@dataclass(frozen=True, slots=True)
class Course:
    id: str
    title: str
    summary: str = ""
    language: str = "en"
    levels: tuple[Level, ...] = (Level("Beginner", 0),)
    lessons: tuple[str, ...] = field(default=())


def read_course(course_id: str, content: bytes, report: Report) -> Course:
    """What can be read of it; a course is shown under its folder's name if need be."""
    text = read_source(content, report)
    if text is None:
        return Course(course_id, course_id)
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (1, 1)
        what = str(error).split(" (at")[0]
        report.error(line, column, f"{NAME} cannot be read: {what}", "mend it as TOML")
        return Course(course_id, course_id)
    return _Fields(text, table, report).course(course_id)


class _Fields:
    """Takes each field with its own complaint."""

    def __init__(self, text: str, table: dict[str, object], report: Report) -> None:
        self._lines = text.split("\n")
        self._table = table
        self._report = report

    def course(self, course_id: str) -> Course:
        for name in self._table.keys() - set(FIELDS):
            self._wrong(name, f"{NAME} has no field {name[:40]!r}", f"known: {', '.join(FIELDS)}")
        if not self._text("title", ""):
            self._wrong("title", "the course has no title", 'write title = "…"')
        return Course(
            course_id,
            self._text("title", course_id),
            self._text("summary", ""),
            self._text("language", "en"),
            self._levels() or Course(course_id, course_id).levels,
            self._lessons(),
        )

    def _wrong(self, name: str, what: str, remedy: str) -> None:
        head = re.compile(rf"\s*(?:\[\[)?{re.escape(name)}\b")
        line = next((n for n, text in enumerate(self._lines, 1) if head.match(text)), 1)
        self._report.error(line, 1, what, remedy)

    def _text(self, name: str, default: str) -> str:
        value = self._table.get(name, default)
        if isinstance(value, str):
            return " ".join(value.split())
        self._wrong(name, f"{name} is not text", f'write {name} = "…"')
        return default

    def _lessons(self) -> tuple[str, ...]:
        value = self._table.get("lessons", [])
        if isinstance(value, list) and all(isinstance(name, str) for name in value):
            return tuple(value)
        self._wrong("lessons", "lessons is not a list of file names", 'lessons = ["01-a.md"]')
        return ()

    def _levels(self) -> tuple[Level, ...]:
        value = self._table.get("levels", [])
        levels = [_level(one) for one in value] if isinstance(value, list) else [None]
        known = [level for level in levels if level is not None]
        rising = all(low.xp < high.xp for low, high in zip(known, known[1:], strict=False))
        if len(known) < len(levels) or not rising or (known and known[0].xp != 0):
            remedy = 'each [[levels]] has title = "…" and xp = 0, 100, … rising from 0'
            self._wrong("levels", "the levels cannot be read", remedy)
            return ()
        return tuple(known)


def _level(value: object) -> Level | None:
    if not isinstance(value, dict) or value.keys() != {"title", "xp"}:
        return None
    title, xp = value["title"], value["xp"]
    if not isinstance(title, str) or type(xp) is not int or not title.strip():
        return None
    return Level(title, xp)


def in_order(course: Course, names: Sequence[str], report: Report) -> list[str]:
    """The lessons named in `course.toml` first, in its order; then the others by name."""
    known = set(names)
    for name in course.lessons:
        if name not in known:
            report.error(1, 1, f"the lesson {name[:60]!r} is missing", "add it, or take its name out")
    named = [name for name in dict.fromkeys(course.lessons) if name in known]
    return named + sorted(known - set(named))


def judge_together(lessons: Sequence[Lesson]) -> list[Lesson]:
    """The same lessons, each with the problems that it has beside the others."""
    reports = {lesson.path: Report(lesson.path) for lesson in lessons}
    _judge_ids(lessons, reports)
    _judge_keys(lessons, reports)
    for lesson, note, place in lint_prompts(lessons):
        what = f"the same prompt has another answer in {place}"
        remedy = "say more in one of them, so that only one answer is right"
        Warnings(lesson, reports[lesson.path]).add(note.line, "same-prompt", what, remedy)
    return [_with(lesson, reports[lesson.path].problems) for lesson in lessons]


def _with(lesson: Lesson, problems: Sequence[Problem]) -> Lesson:
    if not problems:
        return lesson
    return replace(lesson, problems=tuple(sorted({*lesson.problems, *problems})))


def _judge_ids(lessons: Sequence[Lesson], reports: dict[str, Report]) -> None:
    seen: dict[str, str] = {}
    for lesson in lessons:
        if lesson.id in seen:
            what = f"{seen[lesson.id]} has the id {lesson.id!r} too"
            reports[lesson.path].error(1, 1, what, "give one of them another `id:`")
        seen.setdefault(lesson.id, lesson.path)


def _judge_keys(lessons: Sequence[Lesson], reports: dict[str, Report]) -> None:
    seen: dict[str, str] = {}
    for lesson in lessons:
        for note in lesson.notes:
            place = f"{lesson.path}:{note.line}"
            if note.key in seen and not seen[note.key].startswith(f"{lesson.path}:"):
                what = f"the key {note.key!r} stands in {seen[note.key]} too"
                reports[lesson.path].error(note.line, 1, what, "give one of them a new key")
            seen.setdefault(note.key, place)
    for lesson in lessons:
        for note in lesson.notes:
            if note.same_fact_as is not None and note.same_fact_as not in seen:
                what = f"of={note.same_fact_as[:40]} names no note of this course"
                reports[lesson.path].error(note.line, 1, what, "name the key of another note")
