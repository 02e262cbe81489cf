"""Reads one lesson: text in, values out. Whatever is wrong is reported, nothing is raised."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from app.lessons.blocks import Places, block_tree
from app.lessons.faults import report_faults
from app.lessons.front_matter import FrontMatter, read_front_matter
from app.lessons.keys_lock import NO_LOCK, KeysLock
from app.lessons.lesson import Edit, Lesson
from app.lessons.lint import lint
from app.lessons.markdown import tokens_of
from app.lessons.problems import Report
from app.lessons.reading import Reading
from app.lessons.sections import read_sections
from app.lessons.slugs import slug
from app.lessons.source import read_source

# Raised whenever the same text may give other cards or other HTML than before.
PARSER_VERSION = 4
WRITTEN = re.compile(r"(?<=[\s{])#([a-z0-9]+(?:-[a-z0-9]+)*)")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a lesson must know of its course: `taken` are the keys that are used elsewhere."""

    course_title: str = ""
    lock: KeysLock = NO_LOCK
    taken: frozenset[str] = frozenset()
    media: frozenset[str] | None = None


def written_keys(text: str) -> frozenset[str]:
    """Every word of a text that may be a key, seen without parsing it; some are none."""
    return frozenset(WRITTEN.findall(text))


def parse_lesson(path: str, content: bytes, around: Surroundings) -> Lesson:
    report = Report(path)
    lesson = _read(path, content, around, report)
    return replace(lesson, problems=report.problems)


def _read(path: str, content: bytes, around: Surroundings, report: Report) -> Lesson:
    text = read_source(content, report)
    front = read_front_matter(text, report) if text is not None else None
    if text is None or front is None:
        return _lesson(path, FrontMatter())
    body = text.split("\n", front.lines)[-1]
    tokens = _tokens(body, report)
    if tokens is None:
        return _lesson(path, front)
    lesson = _read_body(_lesson(path, front), front, body, tokens, around, report)
    lint(lesson, around, report)
    return lesson


def _lesson(path: str, front: FrontMatter) -> Lesson:
    """What a lesson is called, whatever it says."""
    stem = _stem(path)
    made = slug(front.title) or slug(stem) or "lesson"
    return Lesson(path, front.id or made, front.title or stem, front.summary, (), ())


def _stem(path: str) -> str:
    name = path.replace("\\", "/").rpartition("/")[2].removesuffix(".md")
    number, _, rest = name.partition("-")
    return rest if number.isdigit() and rest else name


def _tokens(body: str, report: Report) -> list[Token] | None:
    try:
        return tokens_of(body)
    except (RecursionError, RuntimeError, IndexError, KeyError, ValueError) as error:
        what = f"the lesson cannot be read ({type(error).__name__})"
        report.error(1, 1, what, "look for very deep nesting or odd characters")
        return None


def _read_body(
    lesson: Lesson,
    front: FrontMatter,
    body: str,
    tokens: Sequence[Token],
    around: Surroundings,
    report: Report,
) -> Lesson:
    if not front.title:
        report.warning(1, 1, "untitled", "the lesson has no title", "begin it with `title: …`")
    places = Places(body.split("\n"), front.lines)
    taken = around.taken | written_keys(body)
    reading = Reading(tokens, places, report, around.lock, taken)
    sections = read_sections(reading, block_tree(tokens))
    report_faults(reading, around.media)
    edits = (*_head_edits(front, lesson.id), *reading.edits)
    return replace(lesson, sections=sections, edits=edits, allowed=tuple(reading.allowed))


def _head_edits(front: FrontMatter, made: str) -> tuple[Edit, ...]:
    if front.id:
        return ()
    if front.lines:
        return (Edit(2, 1, f"id: {made}\n"),)
    return (Edit(1, 1, f"---\nid: {made}\n---\n\n"),)
