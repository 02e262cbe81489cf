"""Reads one lesson: text in, values out. Whatever is wrong is reported, nothing is raised."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.lessons.attributes import NONE, Attributes
from app.lessons.blocks import Block, Places, attributes_of, block_tree
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
from app.lessons.faults import report_faults
from app.lessons.front_matter import FrontMatter, read_front_matter
from app.lessons.keys_lock import NO_LOCK, KeysLock
from app.lessons.lesson import Edit, Lesson, Section
from app.lessons.lint import lint
from app.lessons.markdown import tokens_of
from app.lessons.problems import Report
from app.lessons.reading import Reading
from app.lessons.render import blocks_html, blocks_text, inline_text
from app.lessons.slugs import Names, slug
from app.lessons.source import read_source

# Raised whenever the same text may give other cards or other HTML than before.
PARSER_VERSION = 1
WRITTEN = re.compile(r"(?<=[\s{])#([a-z0-9]+(?:-[a-z0-9]+)*)")
# Blocks that are found by searching where they make no card.
SEARCHED = frozenset({"table", "fence", "code_block", "container_card", "heading"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a lesson must know of its course: `taken` are the keys that are used elsewhere."""

    course_title: str = ""
    lock: KeysLock = NO_LOCK
    taken: frozenset[str] = frozenset()
    media: frozenset[str] | None = None


def written_keys(text: str) -> frozenset[str]:
    """Every word of a text that may be a key, seen without parsing it; some are none."""
    return frozenset(WRITTEN.findall(text))


def parse_lesson(path: str, content: bytes, around: Surroundings) -> Lesson:
    report = Report(path)
    text = read_source(content, report)
    front = read_front_matter(text, report) if text is not None else None
    stem = _stem(path)
    if text is None or front is None:
        return Lesson(path, slug(stem) or "lesson", stem, "", (), report.problems)
    body = text.split("\n", front.lines)[-1] if front.lines else text
    try:
        tokens = tokens_of(body)
    except (RecursionError, RuntimeError, IndexError, KeyError, ValueError) as error:
        what = f"the lesson cannot be read ({type(error).__name__})"
        report.error(1, 1, what, "look for very deep nesting or odd characters")
        return Lesson(path, slug(stem) or "lesson", front.title or stem, "", (), report.problems)
    places = Places(body.split("\n"), front.lines)
    taken = around.taken | written_keys(body)
    reading = Reading(tokens, places, report, around.lock, taken)
    _judge_head(front, report)
    sections = _read_sections(reading, block_tree(tokens))
    report_faults(reading, around.media)
    lesson = Lesson(
        path,
        front.id or slug(front.title) or slug(stem) or "lesson",
        front.title or stem,
        front.summary,
        sections,
        (),
        (*_head_edits(front, stem), *reading.edits),
        tuple(reading.allowed),
    )
    lint(lesson, around, report)
    return Lesson(
        lesson.path,
        lesson.id,
        lesson.title,
        lesson.summary,
        sections,
        report.problems,
        lesson.edits,
        lesson.allowed,
    )


def _stem(path: str) -> str:
    name = path.replace("\\", "/").rpartition("/")[2].removesuffix(".md")
    number, _, rest = name.partition("-")
    return rest if number.isdigit() and rest else name


def _judge_head(front: FrontMatter, report: Report) -> None:
    if not front.title:
        report.warning(1, 1, "untitled", "the lesson has no title", "begin it with `title: …`")


def _head_edits(front: FrontMatter, stem: str) -> tuple[Edit, ...]:
    if front.id:
        return ()
    made = slug(front.title) or slug(stem) or "lesson"
    if front.lines:
        return (Edit(2, 1, f"id: {made}\n"),)
    return (Edit(1, 1, f"---\nid: {made}\n---\n\n"),)


def _read_sections(reading: Reading, blocks: Sequence[Block]) -> tuple[Section, ...]:
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
            _judge_attribute_line(reading, block, following)
            line_above = block
            continue
        explanation = following if following and following.type == "blockquote" else None
        above = _above(reading, line_above, block)
        line_above = None
        if _read_block(reading, block, explanation, above, item) and explanation:
            explanation.token.attrs["class"] = "explanation"
            skip = explanation


def _judge_attribute_line(reading: Reading, line: Block, following: Block | None) -> None:
    holders = ("table", "bullet_list", "ordered_list")
    if following and following.type in holders and following.line == line.end_line:
        return
    where = (reading.places.line(line.line), 1)
    what = "this {…} line belongs to no table or list"
    reading.report.error(*where, what, "put it on the line just before one, or behind the text")


def _above(reading: Reading, line: Block | None, block: Block) -> Attributes:
    if line is None:
        return NONE
    where = (reading.places.line(line.line), 1)
    classes = (
        ("cards", "both", "prose")
        if block.type == "table"
        else ("terms", "both", "forward", "prose")
    )
    attributes = reading.judge(attributes_of(line.token), where, classes)
    if attributes.key:
        reading.reserve(attributes.key, where)
    if attributes.words:
        lines = range(reading.places.line(block.line), reading.places.line(block.end_line))
        reading.allowed.extend((line, attributes.words) for line in lines)
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
