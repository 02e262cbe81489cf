"""Every card that lessons give, as the page and the deck will show it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core.cards import Card, Option, cards_of, sibling_groups
from app.lessons.lesson import Lesson, Section
from app.lessons.problems import Problem
from app.services.read_lessons import Selection, choose_lessons


@dataclass(frozen=True, slots=True)
class CardList:
    """`problems` are the errors of lessons that give no cards because of them."""

    cards: tuple[dict[str, Any], ...]
    problems: tuple[Problem, ...]


def list_cards(paths: Sequence[Path]) -> CardList:
    cards: list[dict[str, Any]] = []
    choice = choose_lessons(paths)
    problems = list(choice.problems)
    for selection in choice.selections:
        broken = {lesson.path for lesson in selection.lessons if not lesson.is_sound}
        problems += [p for p in selection.problems if p.path in broken and not p.code]
        cards += _cards(selection)
    return CardList(tuple(cards), tuple(problems))


def _cards(selection: Selection) -> Iterator[dict[str, Any]]:
    notes = [note for lesson in selection.course.lessons for note in lesson.notes]
    groups = sibling_groups((n.key, n.same_fact_as) for n in notes if n.same_fact_as)
    for lesson in selection.lessons:
        for section in lesson.sections if lesson.is_sound else ():
            for note in section.notes:
                for card in cards_of(selection.id, note, groups.get(note.key)):
                    yield _described(selection.id, lesson, section, card)


def _described(course: str, lesson: Lesson, section: Section, card: Card) -> dict[str, Any]:
    note, face = card.note, card.face
    described: dict[str, Any] = {
        "id": card.id,
        "kind": str(note.kind),
        "course": course,
        "track": lesson.id,
        "section": section.title,
        "path": lesson.path,
        "line": note.line,
        "prompt_html": face.prompt.html,
        "prompt_text": face.prompt.text,
        "answer_html": face.answer.html,
        "answer_text": face.answer.text,
        "explanation_html": note.explanation.html if note.explanation else None,
        "explanation_text": note.explanation.text if note.explanation else None,
        "siblings": card.siblings,
        "waits_for": card.waits_for,
        "accept": list(card.accept),
        "as_of": note.as_of,
    }
    if note.options:
        described["options"] = [_option(option) for option in note.options]
    return described


def _option(option: Option) -> dict[str, Any]:
    return {
        "slug": option.slug,
        "text": option.side.text,
        "html": option.side.html,
        "right": option.right,
        "why": option.why.text if option.why else None,
    }
