"""Whatever an author hides or asks, Anki shows it letter for letter."""

import os
from html import escape, unescape
from pathlib import Path
from random import Random

from app.anki.deck import CourseDeck, DeckNote, Track
from app.anki.fields import cloze_of, field_of
from app.anki.folder import write_deck
from app.anki.lock import DeckLock
from app.anki.note_types import CLOZE, TWO_SIDED, NoteType
from tests.anki.engine import Anki
from tests.anki.test_rendering import shown

PIECES = (
    ": :: ::: } }} }}} { {{ {{c1:: {{c2::x}} {{Key}} {{#Key}} < > & &amp; &#58; <b> </span> x é 字 "
    r"\( \) \[ \] \\( $ [sound:x.mp3] [sound: [anki:tts] [latex] [$] [/$] ] [ ' \" # % _ == a[::2]"
).split()
MANY = 2_000 if os.environ.get("PROVE") else 200


def texts() -> list[str]:
    draw = Random(5)
    made = ("".join(draw.choices(PIECES, k=draw.randint(1, 6))) for _ in range(MANY))
    return [*PIECES, *made]


def no_medium(source: str) -> str:
    raise AssertionError(source)


def deck_of(fields: list[tuple[str, ...]], note_type: NoteType) -> CourseDeck:
    notes = tuple(
        DeckNote(f"n{n}", note_type, (f"any.n{n}", *own, *[""] * 7), ("any",), "a.md:1")
        for n, own in enumerate(fields)
    )
    return CourseDeck("any", "Any", "", (Track("t", "T", notes),))


def take(deck: CourseDeck, folder: Path, anki: Anki) -> None:
    lock = DeckLock().stamped(deck.digests, 1_750_000_000)
    write_deck(folder / "any.apkg", folder, deck, lock, {})
    assert anki.take(folder / "any.apkg") == {"new": len(deck.digests)}


def test_in_a_cloze_and_around_it(tmp_path: Path, anki: Anki) -> None:
    fields = []
    for text in texts():
        html = escape(text)
        mark = f'<span class="mark" data-number="1" data-hint="{html}">{html}</span>'
        fields.append((cloze_of(f"<p>{html} ( {mark} ) {html}</p>", no_medium),))
    take(deck_of(fields, CLOZE), tmp_path, anki)
    for number, text in enumerate(texts()):
        (card,) = anki.cards(f"any.n{number}")
        made = card.render_output()
        assert shown(made.question_text) == f"{text} ( [{text}] ) {text}"
        assert shown(made.answer_text) == f"{text} ( {text} ) {text}"
        assert not made.question_av_tags


def test_on_either_side(tmp_path: Path, anki: Anki) -> None:
    fields = []
    for text in texts():
        html = field_of(escape(text), no_medium)
        fields.append((f"<p>{html}</p>", html, "", "", "1", ""))
    take(deck_of(fields, TWO_SIDED), tmp_path, anki)
    for number, text in enumerate(texts()):
        (card,) = anki.cards(f"any.n{number}")
        made = card.render_output()
        assert shown(made.question_text) == text
        assert shown(made.answer_text).split() == [text, text]
        assert r"\(" not in unescape(made.question_text)
        assert not made.question_av_tags
