"""`Q: … A: …` in one paragraph, and its long form, a `::: card` of blocks."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from app.core.cards import Face, Kind, Side
from app.lessons.attributes import NONE, Attributes, read_attributes
from app.lessons.blocks import Block, attributes_of, trailing
from app.lessons.clean import clean
from app.lessons.constructs.ask import asked_html, asked_text
from app.lessons.reading import Insert, Reading
from app.lessons.render import blocks_html, inline_html, inline_text

QUESTION = re.compile(r"Q:\s*")
ANSWER = re.compile(r"A:\s*")
LINE = re.compile(r"(?<![^\n])[QA]:")


def read_question(reading: Reading, block: Block, holder: Token, explanation: Block | None) -> bool:
    """True where the paragraph begins as a question does, sound or not."""
    tokens, inline = block.text_tokens, block.inline
    if inline is None or not tokens or not _begins(tokens, 0, (QUESTION, ANSWER)):
        return False
    where = reading.places.of(inline, 0)
    parts = _question_and_answer(tokens)
    if parts is None:
        what = "a question and its answer belong together"
        reading.report.error(*where, what, "write a line Q: and under it a line A:, no blank line")
        return True
    question, answer = parts
    group = trailing(block) or _group_at_end(question)
    attributes = reading.take(group, where, ("both", "prose"))
    if "prose" in attributes.classes:
        return False
    second = _second_question(tokens)
    if second is not None:
        reading.used.update(id(token) for token in tokens if token.type == "attributes")
        where = _place_of(reading, inline, second) or where
        what = "two questions stand in one paragraph"
        reading.report.error(*where, what, "put a blank line between them")
        return True
    front = Side(clean(inline_html(question)), inline_text(question))
    back = Side(clean(inline_html(answer)), inline_text(answer))
    key = reading.key_of(attributes, front.text, where, reading.insert_at(inline, group))
    reading.anchor(key, holder)
    faces = _faces(front, back, attributes)
    text = f"{front.text} {back.text}"
    reading.add(Kind.QUESTION, key, attributes, where, faces, text, explanation)
    reading.replaced[block.first] = (block.last, _page_html(block.token, front, back))
    return True


def _faces(front: Side, back: Side, attributes: Attributes) -> list[Face]:
    ask = attributes.get("ask")
    asked = Side(f"{asked_html(ask)}<p>{front.html}</p>", asked_text(ask, front.text))
    faces = [Face("answer", asked, back)]
    if "both" in attributes.classes:
        faces.append(Face("question", Side(f"<p>{back.html}</p>", back.text), front, "answer"))
    return faces


def _page_html(token: Token, front: Side, back: Side) -> str:
    name = f' id="{token.attrs["id"]}"' if "id" in token.attrs else ""
    return (
        f'<div class="pair"{name}><p class="question">{front.html}</p>\n'
        f'<p class="answer">{back.html}</p></div>\n'
    )


def _begins(tokens: Sequence[Token], at: int, patterns: Sequence[re.Pattern[str]]) -> bool:
    token = tokens[at]
    return token.type == "text" and any(p.match(token.content) for p in patterns)


def _question_and_answer(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]] | None:
    if not _begins(tokens, 0, [QUESTION]):
        return None
    for at, token in enumerate(tokens[:-1]):
        if token.type == "softbreak" and _begins(tokens, at + 1, [ANSWER]):
            return _without(tokens[:at], QUESTION), _without(tokens[at + 1 :], ANSWER)
    return None


def _second_question(tokens: Sequence[Token]) -> int | None:
    """Which line that begins with `Q:` or `A:`, from 0, is one too many."""
    begun = [
        ANSWER if _begins(tokens, at, [ANSWER]) else QUESTION
        for at in range(len(tokens))
        if (at == 0 or tokens[at - 1].type in ("softbreak", "hardbreak"))
        and _begins(tokens, at, [QUESTION, ANSWER])
    ]
    if len(begun) <= 2:
        return None
    return 2 if begun[1] is ANSWER else 1


def _place_of(reading: Reading, inline: Token, wanted: int) -> tuple[int, int] | None:
    lines = [found.start() for found in LINE.finditer(inline.content)]
    return reading.places.of(inline, lines[wanted]) if wanted < len(lines) else None


def _without(tokens: Sequence[Token], prefix: re.Pattern[str]) -> list[Token]:
    first = tokens[0].copy()
    first.content = prefix.sub("", first.content, count=1)
    return [first, *tokens[1:]]


def _group_at_end(tokens: Sequence[Token]) -> Token | None:
    last = tokens[-1]
    return last if last.type == "attributes" and last.meta["ends_line"] else None


def read_card(reading: Reading, block: Block, explanation: Block | None) -> None:
    """`::: card {#key}`, the prompt's blocks, `***`, the answer's blocks, `:::`."""
    line = reading.places.line(block.line)
    source = reading.places.lines[block.line]
    where = (line, source.find(":::") + 1)
    name, brace, _ = block.token.info.partition("{")
    if name.strip() != "card":
        what = f"there is no container {name.strip()[:40]!r}"
        reading.report.error(*where, what, "the only one is `::: card`")
        return
    if not _closed(reading, block):
        reading.report.error(*where, "this card is not closed", "put a line `:::` after it")
        return
    found = read_attributes(source, source.find("{")) if brace else None
    if brace and found is None:
        reading.report.error(*where, "these braces cannot be read", "write {#key}")
    braces = (line, source.find("{") + 1)
    attributes = reading.judge(found[0] if found else NONE, braces, ("prose",))
    _mark_used(reading, block)
    if "prose" in attributes.classes:
        return
    rule = next((c for c in block.children if c.token.markup.startswith("***")), None)
    if rule is None:
        reading.report.error(*where, "this card has no answer", "put a line `***` before it")
        return
    insert = Insert(
        line, source.find("{") + 2 if found else len(source.rstrip()) + 1, inside=bool(found)
    )
    front = reading.between(block.first + 1, rule.first - 1)
    back = reading.between(rule.first + 1, block.last - 1)
    key = reading.key_of(attributes, front.text, where, insert)
    ask = attributes.get("ask")
    asked = Side(asked_html(ask) + front.html, asked_text(ask, front.text))
    faces = [Face("answer", asked, back)]
    text = f"{front.text} {back.text}"
    reading.add(Kind.QUESTION, key, attributes, where, faces, text, explanation)
    reading.replaced[block.first] = (block.last, _card_html(reading, block, rule, key))


def _card_html(reading: Reading, block: Block, rule: Block, key: str) -> str:
    front = blocks_html(reading.tokens, block.first + 1, rule.first - 1)
    back = blocks_html(reading.tokens, rule.first + 1, block.last - 1)
    return (
        f'<div class="pair" id="fact-{key}"><div class="question">{front}</div>\n'
        f'<div class="answer">{back}</div></div>\n'
    )


def _closed(reading: Reading, block: Block) -> bool:
    lines = reading.places.lines
    end = block.end_line
    return end < len(lines) and lines[end].lstrip("> \t").startswith(":::")


def _mark_used(reading: Reading, block: Block) -> None:
    """Marks and braces inside belong to the card's blocks and make nothing of their own."""
    for inner in block.walk():
        for token in inner.text_tokens:
            if token.type == "attributes" and not attributes_of(token).key:
                reading.used.add(id(token))
