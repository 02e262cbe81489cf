"""`==answer==` in a paragraph, an item, a callout or a table's row: one card a number."""

from collections.abc import Sequence

from markdown_it.token import Token

from app.core.cards import Face, Kind, Side
from app.lessons.attributes import Attributes
from app.lessons.blocks import Block, marks_in, trailing
from app.lessons.clean import clean
from app.lessons.constructs.ask import asked_html, asked_text
from app.lessons.constructs.numbers import Numbered, number
from app.lessons.reading import Reading
from app.lessons.render import inline_html, inline_text


def read_cloze(reading: Reading, block: Block, holder: Token, explanation: Block | None) -> bool:
    """True where the paragraph is a note's, sound or not."""
    inline = block.inline
    if inline is None or not marks_in(block.text_tokens):
        return False
    group = trailing(block)
    where = reading.places.of(inline, 0)
    attributes = reading.take(group, where)
    if "prose" in attributes.classes:
        return False
    text = inline_text(block.text_tokens)
    key = reading.key_of(attributes, text, where, reading.insert_at(inline, group))
    reading.anchor(key, holder)
    if not number_marks(reading, attributes.key, [inline]):
        return True
    faces = [
        Face(
            str(n),
            _prompt(block.text_tokens, attributes, frozenset({n})),
            hidden_words([block.text_tokens], n),
        )
        for n in numbers_in([block.text_tokens])
    ]
    reading.add(Kind.CLOZE, key, attributes, where, faces, text, explanation)
    return True


def _prompt(tokens: Sequence[Token], attributes: Attributes, hide: frozenset[int]) -> Side:
    ask = attributes.get("ask")
    html = f"{asked_html(ask)}<p>{inline_html(tokens, hide)}</p>"
    return Side(clean(html), asked_text(ask, inline_text(tokens, hide)))


def number_marks(reading: Reading, written_key: str, inlines: Sequence[Token]) -> bool:
    """Gives every mark of a note its number; False where no cards can come of it."""
    numbered = [
        Numbered(mark.meta, reading.places.of(inline, mark.meta["start"] + 2))
        for inline in inlines
        for mark in marks_in(inline.children or ())
    ]
    return number(reading, written_key, numbered)


def numbers_in(cells: Sequence[Sequence[Token]]) -> list[int]:
    return sorted({mark.meta["number"] for tokens in cells for mark in marks_in(tokens)})


def hidden_words(cells: Sequence[Sequence[Token]], wanted: int) -> Side:
    """The answer: the words under one number, each once, joined by a dot."""
    found: dict[str, str] = {}
    for tokens in cells:
        start = None
        for position, token in enumerate(tokens):
            if token.type == "mark_open" and token.meta["number"] == wanted:
                start = position + 1
            elif token.type == "mark_close" and start is not None:
                words = tokens[start:position]
                found.setdefault(inline_text(words), inline_html(words))
                start = None
    return Side(clean(" · ".join(found.values())), " · ".join(found))
