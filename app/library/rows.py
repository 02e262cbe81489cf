"""A lesson as rows of the library's tables."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from app.core.cards import Note, cards_of
from app.lessons.lesson import Lesson, Section, anchor_of
from app.lessons.problems import Problem

Row = dict[str, Any]
# What a hit in a search is worth; a place's id begins with its level, so that ids sort by it.
TITLE, HEADING, CARD, PROSE = range(4)
LEVELS = ("title", "heading", "card", "prose")
LEVEL_STEP = 1 << 40
WORDS_A_MINUTE = 200
HUMP = re.compile(r"[a-z0-9][A-Z]")
WORD = re.compile(r"\w+")
CAMEL_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@dataclass(frozen=True, slots=True)
class Owner:
    """Which lesson file of which course the rows belong to."""

    course: str
    file: str

    def row(self, **columns: Any) -> Row:
        return {"course": self.course, "file": self.file, **columns}


def lesson_row(owner: Owner, lesson: Lesson, notes: Sequence[Note], fingerprint: str) -> Row:
    words = sum(section.words for section in lesson.sections)
    return owner.row(
        id=lesson.id,
        position=0,
        path=lesson.path,
        title=lesson.title,
        summary=lesson.summary,
        minutes=max(1, math.ceil(words / WORDS_A_MINUTE)),
        facts=len(notes),
        cards=sum(len(note.faces) for note in notes),
        outdated=0,
        fingerprint=fingerprint,
    )


def section_rows(owner: Owner, sections: Sequence[Section], with_cards: bool) -> Iterator[Row]:
    for position, section in enumerate(sections):
        notes = section.notes if with_cards else ()
        yield owner.row(
            position=position,
            anchor=section.anchor,
            title=section.title,
            line=section.line,
            html=section.html,
            facts=len(notes),
            cards=sum(len(note.faces) for note in notes),
        )


def note_row(owner: Owner, note: Note, section: int, position: int) -> Row:
    explanation = note.explanation
    return owner.row(
        key=note.key,
        section=section,
        position=position,
        kind=str(note.kind),
        line=note.line,
        siblings=note.key,
        same_fact_as=note.same_fact_as,
        as_of=note.as_of,
        closed=int(note.closed),
        explanation_html=explanation.html if explanation else None,
        explanation_text=explanation.text if explanation else None,
    )


def card_rows(owner: Owner, note: Note, position: int) -> Iterator[Row]:
    for card in cards_of(owner.course, note):
        yield owner.row(
            id=card.id,
            key=note.key,
            position=position,
            part=card.face.part,
            asks=ask_mark(card.face.prompt.text),
            prompt_html=card.face.prompt.html,
            prompt_text=card.face.prompt.text,
            answer_html=card.face.answer.html,
            answer_text=card.face.answer.text,
            waits_for=card.waits_for,
            accept="; ".join(card.accept),
        )


def ask_mark(prompt: str) -> int:
    """The same for prompts that ask the same, whatever their spaces and capitals."""
    words = " ".join(prompt.lower().split()).encode()
    return int.from_bytes(blake2b(words, digest_size=8).digest(), "big", signed=True)


def option_rows(owner: Owner, note: Note) -> Iterator[Row]:
    for position, option in enumerate(note.options):
        yield owner.row(
            key=note.key,
            position=position,
            slug=option.slug,
            html=option.side.html,
            text=option.side.text,
            right=int(option.right),
            why_html=option.why.html if option.why else None,
            why_text=option.why.text if option.why else None,
        )


def problem_rows(owner: Owner, problems: Sequence[Problem]) -> Iterator[Row]:
    for problem in problems:
        yield owner.row(
            path=problem.path,
            line=problem.line,
            column=problem.column,
            severity=str(problem.severity),
            code=problem.code,
            what=problem.what,
            remedy=problem.remedy,
        )


def place_rows(owner: Owner, lesson: Lesson, with_cards: bool) -> Iterator[Row]:
    """What can be found by searching, each with where it stands."""
    yield _place(owner, TITLE, "", "", lesson.title)
    if lesson.summary:
        yield _place(owner, PROSE, "", "", lesson.summary)
    for section in lesson.sections:
        if section.title:
            yield _place(owner, HEADING, section.title, section.anchor, section.title)
        for note in section.notes if with_cards else ():
            explained = f" {note.explanation.text}" if note.explanation else ""
            yield _place(owner, CARD, section.title, anchor_of(note.key), note.text + explained)
        for passage in section.passages:
            yield _place(owner, PROSE, section.title, passage.anchor, passage.text)


def _place(owner: Owner, level: int, section: str, anchor: str, text: str) -> Row:
    return owner.row(level=level, section=section, anchor=anchor, text=text, parts=_parts(text))


def _parts(text: str) -> str:
    """`RandomSearch` is found by `search` too."""
    if not HUMP.search(text):
        return ""
    words = (word for word in WORD.findall(text) if HUMP.search(word))
    return " ".join(" ".join(CAMEL_PART.findall(word)) for word in words)
