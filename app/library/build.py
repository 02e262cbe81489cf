"""Turns a content folder into a library file: only what has changed is read again."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from app.lessons.course import Claim, judge_together
from app.lessons.lesson import Lesson
from app.lessons.parse import PARSER_VERSION, Surroundings, parse_lesson
from app.lessons.problems import Problem, Severity
from app.library.content import course_paths, read_folder
from app.library.previous import Previous, read_previous
from app.library.reading import CourseText, parse_in_turn, read_course_text, unreadable
from app.library.schema import SCHEMA_VERSION
from app.library.write import CourseChange, write_library

Progress = Callable[[int, int], None]
# From here on starting processes costs less than it saves.
ENOUGH_FOR_PROCESSES = 64


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build has done; `problems` are those of all lessons, unchanged ones too."""

    lessons: int
    parsed: int
    cards: int
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        return sum(problem.severity is Severity.ERROR for problem in self.problems)


def build(content: Path, target: Path, progress: Progress | None = None) -> BuildReport:
    previous = read_previous(target)
    texts = [read_course_text(read_folder(path)) for path in course_paths(content)]
    wanted = {
        (text.course.id, name): fingerprint(text, name) for text in texts for name in text.contents
    }
    digest = _digest(texts, wanted)
    if digest == previous.digest:
        return BuildReport(len(wanted), 0, previous.cards, previous.all_problems)
    stale = sum(not previous.holds(*place, print_) for place, print_ in wanted.items())
    counter = _Counter(stale, progress)
    changes = [_read_changes(text, previous, wanted, counter) for text in texts]
    write_library(target, previous, changes, digest)
    after = read_previous(target)
    return BuildReport(len(wanted), counter.done, after.cards, after.all_problems)


def _digest(texts: Sequence[CourseText], wanted: dict[tuple[str, str], str]) -> str:
    """Of all that a build looks at: where it is the same there is nothing to do."""
    known = sha256()
    for text in texts:
        about = (text.course.id, text.order, sorted(text.folder.media), unreadable(text))
        known.update(repr(about).encode())
        known.update(text.folder.toml or b"")
        known.update(text.folder.lock or b"")
    known.update(repr(sorted(wanted.items())).encode())
    return known.hexdigest()


def fingerprint(text: CourseText, name: str) -> str:
    known = sha256(f"{PARSER_VERSION}.{SCHEMA_VERSION}.{text.path_of(name)}\0".encode())
    known.update(text.folder.toml or b"")
    known.update(b"\0")
    known.update(text.contents[name])
    return known.hexdigest()


class _Counter:
    def __init__(self, total: int, progress: Progress | None) -> None:
        self.total = total
        self.done = 0
        self._progress = progress

    def step(self, lesson: Lesson) -> Lesson:
        self.done += 1
        if self._progress:
            self._progress(self.done, max(self.total, self.done))
        return lesson


def _read_changes(
    text: CourseText,
    previous: Previous,
    wanted: dict[tuple[str, str], str],
    counter: _Counter,
) -> CourseChange:
    course = text.course.id
    names = [name for name in text.order if (course, name) in wanted]
    kept = {n for n in names if previous.holds(course, n, wanted[course, n])}
    parsed = _parse(text, [n for n in names if n not in kept], counter)
    claims = {n: previous.claim(course, n) for n in names if n in kept}
    judged, unsettled = _judge(parsed, claims, names)
    if unsettled:  # what was sound beside its neighbours before is not so now
        kept -= unsettled
        parsed |= _parse(text, [n for n in names if n in unsettled], counter)
        judged, _ = _judge(parsed, {n: c for n, c in claims.items() if n in kept}, names)
    return CourseChange(
        text.course,
        (text.folder.path).as_posix(),
        tuple(names),
        judged,
        {name: wanted[course, name] for name in judged},
        (*text.problems, *unreadable(text)),
    )


def _judge(
    parsed: dict[str, Lesson], claims: dict[str, Claim], names: list[str]
) -> tuple[dict[str, Lesson], set[str]]:
    fresh = [name for name in names if name in parsed]
    judged, unsettled = judge_together([parsed[n] for n in fresh], list(claims.values()))
    return dict(zip(fresh, judged, strict=True)), {
        name for name, claim in claims.items() if claim.path in unsettled
    }


def _parse(text: CourseText, names: list[str], counter: _Counter) -> dict[str, Lesson]:
    """Side by side where it pays; a lesson that still lacks keys waits for its turn."""
    done: dict[str, Lesson] = {}
    if len(names) >= ENOUGH_FOR_PROCESSES and (os.cpu_count() or 1) > 1:
        # Keys taken elsewhere matter only to a lesson that lacks some, and such a one is done anew.
        around = Surroundings(text.course.title, text.lock, frozenset(), text.folder.media)
        jobs = [(text.path_of(name), text.contents[name], around) for name in names]
        with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
            for name, lesson in zip(names, pool.map(_parse_job, jobs, chunksize=8), strict=True):
                if not lesson.edits:
                    done[name] = counter.step(lesson)
    rest = [name for name in names if name not in done]
    if rest:
        done |= zip(rest, map(counter.step, parse_in_turn(text, rest)), strict=True)
    return done


def _parse_job(job: tuple[str, bytes, Surroundings]) -> Lesson:
    return parse_lesson(*job)
