"""Fenced code: `hide` makes cards of it, and the code itself stays whole."""

import re
from html import escape

from app.core.cards import Face, Kind, Side
from app.lessons.attributes import NONE, Attributes, read_attributes, unescaped
from app.lessons.blocks import Block
from app.lessons.clean import clean
from app.lessons.constructs.ask import asked_html, asked_text
from app.lessons.constructs.numbers import Numbered, number
from app.lessons.highlight import replaced
from app.lessons.reading import EVERYWHERE, Insert, Reading
from app.lessons.render import fence_html, gap_html, gap_text, mark_html
from app.lessons.samples import place_of
from app.lessons.source import MOST_PARAGRAPH_BYTES

ENTRY = re.compile(r"(?:(\d{1,6}):)?((?:[^|\\]|\\.)+)")


def read_code(reading: Reading, block: Block, explanation: Block | None) -> bool:
    """True where the code has made a note."""
    source = reading.places.lines[block.line]
    line = reading.places.line(block.line)
    where = place_of(reading, block.token)
    reading.used.add(id(block.token))
    brace = "{" in block.token.info
    brace_at = source.find("{")
    found = read_attributes(source, brace_at) if brace else None
    if brace and (found is None or source[found[1] :].strip()):
        reading.report.error(line, brace_at + 1, "these braces cannot be read", "write {#key}")
    attributes = reading.judge(
        found[0] if found else NONE, (line, brace_at + 1), ("prose",), EVERYWHERE | {"hide"}
    )
    if "prose" in attributes.classes or "hide" not in attributes.values:
        if attributes.key:
            reading.reserve(attributes.key, where)
            reading.anchor(attributes.key, block.token)
        return False
    if len(block.token.content.encode()) > MOST_PARAGRAPH_BYTES:
        reading.report.error(*where, "this code has more than 32 KiB", "hide words in a part of it")
        return False
    hidden = _hidden(reading, block, attributes, source, line)
    insert = Insert(line, brace_at + 2, inside=True)
    key = reading.key_of(attributes, attributes.get("ask") or _first(hidden), where, insert)
    reading.anchor(key, block.token)
    faces = [_face(block, attributes.get("ask"), n, texts) for n, texts in sorted(hidden.items())]
    text = asked_text(attributes.get("ask"), block.token.content)
    marked = _marked(block, attributes.get("ask"), hidden)
    reading.add(Kind.CODE, key, attributes, where, faces, text, explanation, marked=marked)
    return True


def _first(hidden: dict[int, list[str]]) -> str:
    return next(iter(hidden.values()))[0] if hidden else "code"


def _hidden(
    reading: Reading, block: Block, attributes: Attributes, source: str, line: int
) -> dict[int, list[str]]:
    """Each number with the texts that are hidden under it."""
    value = attributes.get("hide")
    begin = source.find("hide=") + len("hide=")
    offset = max(source.find(value, begin), begin)
    entries, texts = [], []
    for entry in ENTRY.finditer(value):
        at = (line, offset + entry.start() + 1)
        text = unescaped(entry[2])
        if text.strip() and text in block.token.content:
            entries.append(Numbered({"number": int(entry[1]) if entry[1] else None}, at))
            texts.append(text)
        else:
            what = f"{text[:40]!r} does not stand in this code"
            reading.report.error(*at, what, "hide a text just as it is written in the code")
    if not entries and not value.strip():
        reading.report.error(line, begin + 1, "hide names nothing", 'write hide="1:text"')
    hidden: dict[int, list[str]] = {}
    if not number(reading, attributes.key, entries):
        return hidden
    for entry_, text in zip(entries, texts, strict=True):
        hidden.setdefault(entry_.meta["number"], []).append(text)
    return hidden


def _face(block: Block, ask: str, part: int, texts: list[str]) -> Face:
    html = asked_html(ask) + fence_html(block.token, dict.fromkeys(texts, gap_html("")))
    code = replaced(block.token.content.strip("\n"), dict.fromkeys(texts, gap_text("")))
    answer = " · ".join(f"<code>{escape(text)}</code>" for text in texts)
    return Face(
        str(part),
        Side(clean(html), asked_text(ask, "\n" + code)),
        Side(clean(answer), " · ".join(texts)),
    )


def _marked(block: Block, ask: str, hidden: dict[int, list[str]]) -> str:
    spans = {
        text: f"{mark_html(number, '')}{escape(text)}</span>"
        for number, texts in hidden.items()
        for text in texts
    }
    return clean(asked_html(ask) + fence_html(block.token, spans))
