"""A list under `{.terms}`: `**Term** — meaning`, asked from the meaning, or both ways."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from app.core.cards import Face, Kind, Side
from app.lessons.attributes import Attributes
from app.lessons.blocks import Block, marks_in, trailing
from app.lessons.clean import clean
from app.lessons.constructs.ask import asked_html, asked_text
from app.lessons.constructs.cloze import read_cloze
from app.lessons.reading import Reading
from app.lessons.render import inline_html, inline_text

SEPARATOR = re.compile(r"\s*(?:—|–|:)\s*|\s+-\s+")


def read_term(
    reading: Reading, item: Block, block: Block, explanation: Block | None, of_list: Attributes
) -> bool:
    """One item of such a list; an item with a mark is a cloze. True where it is a note."""
    inline = block.inline
    if inline is None or block.type != "paragraph":
        _report_no_term(reading, (reading.places.line(item.line), 1))
        return False
    holder = item.token if block.token.hidden else block.token
    where = reading.places.of(inline, 0)
    if marks_in(block.text_tokens) and read_cloze(reading, block, holder, explanation):
        return True
    group = trailing(block)
    attributes = reading.take(group, where, ("both", "forward", "prose"))
    if "prose" in attributes.classes:
        reading.passage(block, holder)
        return False
    parts = _term_and_meaning(block.text_tokens)
    if parts is None:
        _report_no_term(reading, where)
        return False
    term, meaning = (Side(clean(inline_html(part)), inline_text(part)) for part in parts)
    key = reading.key_of(attributes, term.text, where, reading.insert_at(inline, group))
    reading.anchor(key, holder)
    ask = attributes.get("ask") or of_list.get("ask")
    faces = _faces(term, meaning, ask, attributes.classes or of_list.classes)
    text = f"{term.text} — {meaning.text}"
    reading.add(Kind.TERM, key, attributes, where, faces, text, explanation)
    return True


def _report_no_term(reading: Reading, where: tuple[int, int]) -> None:
    what = "this item of a list of terms has no term"
    reading.report.error(*where, what, "write **Term** — meaning")


def _faces(term: Side, meaning: Side, ask: str, classes: frozenset[str]) -> list[Face]:
    prompt = Side(f"{asked_html(ask)}<p>{meaning.html}</p>", asked_text(ask, meaning.text))
    to_term = Face("term", prompt, term)
    to_meaning = Face("meaning", Side(f"<p>{term.html}</p>", term.text), meaning)
    if "both" in classes:
        return [to_term, Face("meaning", to_meaning.prompt, meaning, waits_for="term")]
    return [to_meaning] if "forward" in classes else [to_term]


def _term_and_meaning(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]] | None:
    tokens = [t for t in tokens if t.content or t.type != "text"]
    if not tokens or tokens[0].type != "strong_open":
        return None
    end = next(i for i, token in enumerate(tokens) if token.type == "strong_close")
    term, rest = tokens[1:end], tokens[end + 1 :]
    if not rest or rest[0].type != "text":
        return None
    separator = SEPARATOR.match(rest[0].content)
    if separator is None:
        return None
    first = rest[0].copy()
    first.content = first.content[separator.end() :]
    return term, [first, *rest[1:]]
