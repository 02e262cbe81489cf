"""`course.toml`, and what can only be judged when all lessons of a course lie side by side."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

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
        title = self._text("title", "")
        if not title and isinstance(self._table.get("title", ""), str):
            self._wrong("title", "the course has no title", 'write title = "…"')
        return Course(
            course_id,
            title or course_id,
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
        rising = all(low.xp < high.xp for low, high in pairwise(known))
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
            report.error(
                1, 1, f"the lesson {name[:60]!r} is missing", "add it, or take its name out"
            )
    named = [name for name in dict.fromkeys(course.lessons) if name in known]
    return named + sorted(known - set(named))


@dataclass(frozen=True, slots=True)
class Claim:
    """The names that a lesson takes in its course: its id, and each note's key, line and `of`."""

    path: str
    lesson_id: str
    notes: tuple[tuple[str, int, str | None], ...]

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(key for key, _, _ in self.notes)


def claim_of(lesson: Lesson) -> Claim:
    notes = tuple((note.key, note.line, note.same_fact_as) for note in lesson.notes)
    return Claim(lesson.path, lesson.id, notes)


def judge_together(
    lessons: Sequence[Lesson],
    settled: Sequence[Claim] = (),
    elsewhere: frozenset[str] = frozenset(),
    older: frozenset[str] = frozenset(),
) -> tuple[list[Lesson], frozenset[str]]:
    """The lessons, each with the problems that it has beside the others.

    Settled claims stand before the lessons' own, sound lessons before broken ones, and those at
    the paths in `older` before others; the paths of the settled that have got an error by what
    the lessons say are told too. `elsewhere` are keys that `of=` may name though none shows them.
    """
    first = sorted(lessons, key=lambda one: (not one.is_sound, one.path not in older))
    claims = [*settled, *map(claim_of, first)]
    reports = {claim.path: Report(claim.path) for claim in claims}
    _judge_ids(claims, reports)
    _judge_keys(claims, reports, elsewhere)
    for lesson, note, place in lint_prompts(lessons):
        what = f"the same prompt has another answer in {place}"
        remedy = "say more in one of them, so that only one answer is right"
        Warnings(lesson, reports[lesson.path]).add(note.line, "same-prompt", what, remedy)
    unsettled = frozenset(c.path for c in settled if reports[c.path].has_errors)
    return [_with(lesson, reports[lesson.path].problems) for lesson in lessons], unsettled


def _with(lesson: Lesson, problems: Sequence[Problem]) -> Lesson:
    if not problems:
        return lesson
    return replace(lesson, problems=tuple(sorted({*lesson.problems, *problems})))


def _judge_ids(claims: Sequence[Claim], reports: dict[str, Report]) -> None:
    seen: dict[str, str] = {}
    for claim in claims:
        if claim.lesson_id in seen:
            what = f"{seen[claim.lesson_id]} has the id {claim.lesson_id!r} too"
            reports[claim.path].error(1, 1, what, "give one of them another `id:`")
        seen.setdefault(claim.lesson_id, claim.path)


def _judge_keys(
    claims: Sequence[Claim], reports: dict[str, Report], elsewhere: frozenset[str]
) -> None:
    seen: dict[str, tuple[str, int]] = {}
    for claim in claims:
        for key, line, _ in claim.notes:
            path, other = seen.setdefault(key, (claim.path, line))
            if path != claim.path:
                what = f"the key {key!r} stands in {path}:{other} too"
                reports[claim.path].error(line, 1, what, "give one of them a new key")
    for claim in claims:
        for _, line, target in claim.notes:
            if target is not None and target not in seen and target not in elsewhere:
                what = f"of={target[:40]} names no note of this course"
                reports[claim.path].error(line, 1, what, "name the key of another note")
