"""Whatever is done to a lesson: it is read or its faults are located, and `key` adds only keys."""

import os
import random
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.lessons.keying import with_keys
from app.lessons.keys_lock import NO_LOCK, read_keys_lock
from app.lessons.lesson import Lesson
from app.lessons.parse import Surroundings, parse_lesson
from app.lessons.problems import Report
from tests.lessons.audit import faults, html_of
from tests.lessons.examples import EVERYTHING, SAMPLES, SMALL
from tests.lessons.mutate import mutated

BATCHES = 20
IN_ALL = 20_000 if os.environ.get("PROVE") else 300
# Of the processor's time, so that a busy machine fails nothing; a lesson takes a few hundredths.
HANGING_AFTER = 20
WRITTEN = re.compile(
    r" \{#[a-z0-9-]+\}|#[a-z0-9-]+ |\d+:|id: [a-z0-9-]+\n|---\nid: [a-z0-9-]+\n---\n\n"
)


@contextmanager
def watched(what: str) -> Iterator[None]:
    def hang(*_: object) -> None:
        raise TimeoutError(f"{what} hangs")

    before = signal.signal(signal.SIGPROF, hang)
    signal.setitimer(signal.ITIMER_PROF, HANGING_AFTER)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def lesson_made_of(seed: int) -> bytes:
    draws = random.Random(seed)
    sample = draws.choice((EVERYTHING, EVERYTHING, SMALL) * 4 + SAMPLES)
    return mutated(draws, sample)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_mutated_lesson_is_read_safely_and_keyed_faithfully(batch: int) -> None:
    for seed in range(batch, IN_ALL, BATCHES):
        print(f"seed {seed}")
        with watched(f"the lesson of seed {seed}"):
            prove(lesson_made_of(seed))


def prove(content: bytes) -> None:
    lesson = parse_lesson("content/c/01-a.md", content, Surroundings("Course"))
    judge_problems(lesson, content.decode("utf-8", "replace"))
    for html in html_of(lesson):
        assert not faults(html), html
    if lesson.is_sound:
        judge_keys(lesson, content.decode())


def judge_problems(lesson: Lesson, text: str) -> None:
    lines = text.split("\n")
    for problem in lesson.problems:
        assert problem.what
        assert problem.remedy
        assert 1 <= problem.line <= len(lines), problem
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem


def judge_keys(lesson: Lesson, text: str) -> None:
    keyed = with_keys(lesson, text, Surroundings("Course"))
    if keyed.text is None:
        return
    assert without_edits(lesson, text, keyed.text) == text
    again = parse_lesson(lesson.path, keyed.text.encode(), Surroundings("Course"))
    assert with_keys(again, keyed.text, Surroundings("Course")).text == keyed.text
    assert contents(again) == contents(lesson)
    judge_lock(again, keyed.text)


def judge_lock(lesson: Lesson, text: str) -> None:
    lock = NO_LOCK.with_notes(lesson.notes)
    report = Report("keys.lock")
    assert read_keys_lock(lock.text(), report) == lock
    assert not report.problems
    around = Surroundings("Course", lock, frozenset(lock.entries))
    again = parse_lesson(lesson.path, text.encode(), around)
    assert again.is_sound
    assert "unkeyed" not in {problem.code for problem in again.problems}


def without_edits(lesson: Lesson, text: str, made: str) -> str:
    """What is left of a keyed text when each thing that was written is taken out again."""
    lines = text.split("\n")
    edits = sorted(lesson.edits, key=lambda edit: (edit.line, edit.column))
    at = [sum(len(line) + 1 for line in lines[: e.line - 1]) + e.column - 1 for e in edits]
    for number in reversed(range(len(edits))):
        written = edits[number].text
        begin = at[number] + sum(len(edit.text) for edit in edits[:number])
        assert WRITTEN.fullmatch(written)
        assert made.startswith(written, begin)
        made = made[:begin] + made[begin + len(written) :]
    return made


def contents(lesson: Lesson) -> object:
    cards = [
        (note.key, face.part, face.prompt, face.answer, note.explanation, note.options)
        for note in lesson.notes
        for face in note.faces
    ]
    return lesson.id, lesson.title, lesson.summary, cards
