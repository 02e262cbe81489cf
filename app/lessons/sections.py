"""Walks a lesson's blocks, section by section, and hands each to the construct that it is."""

from collections.abc import Sequence

from app.lessons.attributes import NONE, Attributes
from app.lessons.blocks import Block, attributes_of
from app.lessons.clean import clean
from app.lessons.constructs.choices import (
    is_task_list,
    options_of,
    read_choice,
    report_stray_options,
)
from app.lessons.constructs.cloze import read_cloze
from app.lessons.constructs.code import read_code
from app.lessons.constructs.questions import read_card, read_question
from app.lessons.constructs.tables import read_table
from app.lessons.constructs.terms import read_term
from app.lessons.lesson import Section
from app.lessons.reading import Reading
from app.lessons.render import blocks_html, blocks_text, inline_text
from app.lessons.slugs import Names, slug

# Blocks that are found by searching where they make no card.
SEARCHED = frozenset({"table", "fence", "code_block", "container_card", "heading"})


def read_sections(reading: Reading, blocks: Sequence[Block]) -> tuple[Section, ...]:
    sections: list[Section] = []
    anchors = Names()
    start = 0
    for end in range(1, len(blocks) + 1):
        if end == len(blocks) or _opens_section(blocks[end]):
            section = _read_section(reading, blocks[start:end], anchors)
            if section is not None:
                sections.append(section)
            start = end
    return tuple(sections)


def _opens_section(block: Block) -> bool:
    return block.type == "heading" and block.token.tag in ("h1", "h2")


def _read_section(reading: Reading, blocks: Sequence[Block], anchors: Names) -> Section | None:
    head = blocks[0] if _opens_section(blocks[0]) else None
    body = blocks[1:] if head else blocks
    title = inline_text(head.text_tokens) if head else ""
    reading.notes, reading.passages = [], []
    _read_blocks(reading, body, None)
    if head is None and not any(block.type != "attribute_line" for block in body):
        return None
    name = anchors.new(slug(title) or "start")
    first, last = (body[0].first, body[-1].last) if body else (0, -1)
    html = clean(blocks_html(reading.tokens, first, last, reading.replaced))
    words = len(blocks_text(reading.tokens, first, last).split())
    line = reading.places.line(blocks[0].line)
    return Section(
        f"section-{name}", title, line, html, words, tuple(reading.notes), tuple(reading.passages)
    )


def _read_blocks(reading: Reading, blocks: Sequence[Block], item: Block | None) -> None:
    """`item` is the list item whose own blocks these are."""
    line_above: Block | None = None
    skip: Block | None = None
    for position, block in enumerate(blocks):
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        if block is skip:
            continue
        if block.type == "attribute_line":
            line_above = block if _has_holder(reading, block, following) else None
            continue
        explanation = following if following and following.type == "blockquote" else None
        above = _above(reading, line_above, block)
        line_above = None
        if _read_block(reading, block, explanation, above, item) and explanation:
            explanation.token.attrs["class"] = "explanation"
            skip = explanation


def _has_holder(reading: Reading, line: Block, following: Block | None) -> bool:
    holders = ("table", "bullet_list", "ordered_list")
    if following and following.type in holders and following.line == line.end_line:
        return True
    where = (reading.places.line(line.line), 1)
    what = "this {…} line belongs to no table or list"
    reading.report.error(*where, what, "put it on the line just before one, or behind the text")
    return False


def _above(reading: Reading, line: Block | None, block: Block) -> Attributes:
    if line is None:
        return NONE
    column = reading.places.lines[line.line].find("{") + 1
    where = (reading.places.line(line.line), column)
    attributes = attributes_of(line.token)
    makes, ways = ("cards", ("both",)) if block.type == "table" else ("terms", ("both", "forward"))
    if makes in attributes.classes:
        reading.judge(attributes, where, (makes, *ways, "prose"), ("ask", "as-of", "allow"))
    else:
        reading.judge(attributes, where, (makes, "prose"), ("as-of", "allow"))
    if attributes.key:
        reading.reserve(attributes.key, where)
        reading.anchor(attributes.key, block.token)
    allowed = attributes.words | ({"dated"} if attributes.get("as-of") else frozenset())
    if allowed:
        lines = range(reading.places.line(block.line), reading.places.line(block.end_line))
        reading.allowed.extend((line, allowed) for line in lines)
    return attributes


def _read_block(
    reading: Reading,
    block: Block,
    explanation: Block | None,
    above: Attributes,
    item: Block | None,
) -> bool:
    """True where the block has made notes that a quote under it explains."""
    before = len(reading.notes)
    if block.type == "paragraph":
        _read_paragraph(reading, block, explanation, item)
    elif block.type == "table":
        read_table(reading, block, explanation, above)
    elif block.type == "fence":
        read_code(reading, block, explanation)
    elif block.type == "container_card":
        read_card(reading, block, explanation)
    elif block.type in ("bullet_list", "ordered_list"):
        _read_list(reading, block, above)
        return False
    elif block.type in ("blockquote", "alert"):
        _read_callout(reading, block)
        return False
    made = len(reading.notes) > before
    if not made and block.type in SEARCHED:
        reading.passage(block, block.token)
    return made


def _read_paragraph(
    reading: Reading, block: Block, explanation: Block | None, item: Block | None
) -> None:
    holder = item.token if item is not None and block.token.hidden else block.token
    if read_question(reading, block, holder, explanation):
        return
    if not read_cloze(reading, block, holder, explanation):
        reading.passage(block, holder)


def _read_callout(reading: Reading, block: Block) -> None:
    """A callout's first words in bold are its title; else its kind is."""
    blocks = [child for child in block.children if child.type != "alert_title"]
    titled = bool(blocks and any(t.type == "strong_open" for t in blocks[0].text_tokens[:2]))
    if block.type == "alert" and titled:
        title = block.children[0]
        reading.replaced[title.first] = (title.last, "")
    _read_blocks(reading, blocks, None)


def _read_list(reading: Reading, block: Block, above: Attributes) -> None:
    if "prose" in above.classes:
        reading.passage(block, block.token)
        return
    if is_task_list(block):
        report_stray_options(reading, block)
        return
    for item in block.children:
        options = options_of(item) if block.type == "ordered_list" else None
        if options is not None:
            _read_blocks(reading, read_choice(reading, item, options), item)
        elif "terms" in above.classes and item.children:
            _read_term_item(reading, item, above)
        else:
            _read_blocks(reading, item.children, item)


def _read_term_item(reading: Reading, item: Block, above: Attributes) -> None:
    first, *rest = item.children
    explanation = rest[0] if rest and rest[0].type == "blockquote" else None
    if read_term(reading, item, first, explanation, above) and explanation:
        explanation.token.attrs["class"] = "explanation"
        rest = rest[1:]
    _read_blocks(reading, rest, item)
