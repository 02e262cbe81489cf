"""A lesson's notes as Anki's: which note type, and what stands in its fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import escape, unescape

from app.anki.deck import DeckNote
from app.anki.fields import MediaName, cloze_of, field_of
from app.anki.inert import inert
from app.anki.note_types import CHOICE, CLOZE, CODE, TWO_SIDED, NoteType
from app.anki.places import BACKWARD, is_further
from app.core.cards import Face, Kind, Note, Option
from app.core.errors import DrillbookError
from app.lessons.lesson import anchor_of

MOST_CLOZES = 499  # what Anki counts up to
CLOZE_NUMBER = re.compile(r"\{\{c(\d+)::(.)")
TAG = re.compile(r"<[^>]*>")
SHOWN_WITHOUT_WORDS = ("<img", "[sound:")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a note stands: what its card says of that, and its tags; `page` may be empty."""

    course: str
    path: str
    breadcrumb: str
    section: str
    page: str
    tags: tuple[str, ...]


def deck_notes(note: Note, setting: Setting, medium: MediaName) -> Iterator[DeckNote]:
    """One, but for a table's row: each column after the second has a note of its own."""
    writer = _NoteWriter(note, setting, medium)
    if note.kind is Kind.CHOICE:
        yield writer.choice()
    elif note.kind in (Kind.CLOZE, Kind.CODE):
        yield writer.cloze(CODE if note.kind is Kind.CODE else CLOZE)
    else:
        pair = [face for face in note.faces if not is_further(face.part)]
        if pair:
            yield writer.two_sided(note.key, pair)
        for face in note.faces:
            if is_further(face.part):
                yield writer.two_sided(f"{note.key}.{face.part}", [face])


class _NoteWriter:
    def __init__(self, note: Note, setting: Setting, medium: MediaName) -> None:
        self._note = note
        self._setting = setting
        self._medium = medium
        self._place = f"{setting.path}:{note.line}"

    def two_sided(self, name: str, faces: list[Face]) -> DeckNote:
        """What is not asked is written too, so that its switch alone brings it back."""
        forward = next((face for face in faces if face.part not in BACKWARD), None)
        backward = next((face for face in faces if face.part in BACKWARD), None)
        there = self._prompt_and_answer(forward, backward)
        back = self._prompt_and_answer(backward, forward)
        switches = ("1" if forward else "", "1" if backward else "")
        return self._made(name, TWO_SIDED, (*there, *back, *switches))

    def _prompt_and_answer(self, face: Face | None, other: Face | None) -> tuple[str, str]:
        if face is None and other is not None:
            return self._side(f"<p>{other.answer.html}</p>"), self._side(other.prompt.html)
        assert face is not None
        return self._side(face.prompt.html), self._side(face.answer.html)

    def cloze(self, note_type: NoteType) -> DeckNote:
        text = cloze_of(self._note.marked, self._medium)
        if any(int(number) > MOST_CLOZES for number, _ in CLOZE_NUMBER.findall(text)):
            what = f"{self._place}:1: Anki knows no cloze above {MOST_CLOZES}"
            raise DrillbookError(what, "divide the note")
        if any(first == "}" for _, first in CLOZE_NUMBER.findall(text)):
            self._refuse_empty("a hidden place")
        return self._made(self._note.key, note_type, (text,))

    def choice(self) -> DeckNote:
        options = _shuffled(self._note.options, f"{self._setting.course}.{self._note.key}")
        several = sum(option.right for option in options) > 1
        hint = '<p class="several">Choose all that apply.</p>' if several else ""
        asked = "".join(f"<li>{self._side(option.side.html)}</li>" for option in options)
        solved = "".join(map(self._solved, options))
        prompt = self._side(self._note.faces[0].prompt.html)
        listed = f'{hint}<ol class="options" type="A">{asked}</ol>'
        solution = f'{hint}<ol class="options solved" type="A">{solved}</ol>'
        return self._made(self._note.key, CHOICE, (prompt, listed, solution))

    def _solved(self, option: Option) -> str:
        html = self._side(option.side.html)
        why = self._field(option.why.html) if option.why else ""
        reason = f'<div class="why">{why}</div>' if why else ""
        if not option.right:
            return f"<li>{html}{reason}</li>"
        return f'<li class="right">{html} <span class="verdict">✓ Right</span>{reason}</li>'

    def _made(self, name: str, note_type: NoteType, own: tuple[str, ...]) -> DeckNote:
        setting, note = self._setting, self._note
        page = f"{setting.page}#{anchor_of(note.key)}" if setting.page else ""
        explanation = self._field(note.explanation.html) if note.explanation else ""
        identity = f"{setting.course}.{name}"
        about = (setting.breadcrumb, setting.section, explanation, escape(page), "", "", "")
        tags = (*setting.tags, f"kind::{note.kind}")
        return DeckNote(name, note_type, (identity, *own, *about), tags, self._place)

    def _field(self, html: str) -> str:
        try:
            return field_of(html, self._medium)
        except DrillbookError as error:
            raise DrillbookError(f"{self._place}:1: {error.what}", error.remedy) from None

    def _side(self, html: str) -> str:
        """Anki would show nothing, or make no card."""
        field = self._field(html)
        if not shows(field):
            self._refuse_empty("a side")
        return field

    def _refuse_empty(self, which: str) -> None:
        raise DrillbookError(f"{self._place}:1: {which} of this note is empty", "write something")


def shows(field: str) -> bool:
    """Neither spaces nor signs without a shape are anything to see."""
    words = unescape(TAG.sub("", field))
    return any(letter.isprintable() and letter != " " for letter in words) or any(
        sign in field for sign in SHOWN_WITHOUT_WORDS
    )


def plain(text: str) -> str:
    return inert(escape(text))


def _shuffled(options: tuple[Option, ...], seed: str) -> list[Option]:
    """An option that is added or taken away leaves the others in their order."""
    return sorted(options, key=lambda option: sha256(f"{seed}.{option.slug}".encode()).digest())
