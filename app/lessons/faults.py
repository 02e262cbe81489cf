"""Faults that no construct sees for itself: what was left over, cut off or swallowed."""

import re
from posixpath import normpath
from urllib.parse import unquote

from markdown_it.token import Token

from app.lessons.attributes import LOOKS_LIKE, Attributes
from app.lessons.markdown import DEEPEST
from app.lessons.reading import Reading
from app.lessons.render import SOUNDS
from app.lessons.samples import judge_sample, place_of
from app.lessons.tex import readable

SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
CUT = re.compile(r"[?#]")  # a browser asks only for what stands before it
SAFE_SCHEME = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
QUESTION_LINE = re.compile(r"^[QA]:", re.MULTILINE)


def report_faults(reading: Reading, media: frozenset[str] | None) -> None:
    heading: Token | None = None
    for token in reading.tokens:
        if token.level >= DEEPEST - 2 and token.nesting >= 0:
            line = reading.places.line(token.map[0] if token.map else 0)
            reading.report.error(line, 1, "this is nested too deep", "use fewer levels")
            return
        if token.type in ("heading_open", "heading_close"):
            heading = token if token.nesting > 0 else None
        if token.type == "fence":
            _judge_fence(reading, token)
        if token.type == "math_block" and not readable(token.content):
            line = reading.places.line(token.map[0] if token.map else 0)
            reading.report.error(line, 1, "this formula cannot be read", "mend its TeX")
        if token.type == "inline" and token.map:
            if heading is not None:
                _judge_heading(reading, token, heading)
            _judge_text(reading, token, media, in_heading=heading is not None)


def _judge_fence(reading: Reading, fence: Token) -> None:
    judge_sample(reading, fence)
    if id(fence) not in reading.used and LOOKS_LIKE.search(fence.info):
        where = place_of(reading, fence)
        what = "no block takes these attributes here"
        reading.report.error(*where, what, "put them at the end of the block they speak of")


def _judge_heading(reading: Reading, inline: Token, heading: Token) -> None:
    where = reading.places.of(inline, 0)
    marked = any(child.type == "mark_open" for child in inline.children or ())
    if heading.markup in ("=", "-") and (QUESTION_LINE.search(inline.content) or marked):
        line = "===" if heading.markup == "=" else "---"
        what = f"the line {line} under it makes this a heading"
        reading.report.error(*where, what, "put a blank line before that line, or delete it")
    elif marked:
        reading.report.error(*where, "a mark in a heading makes no card", "write it as text")


def _judge_text(
    reading: Reading, inline: Token, media: frozenset[str] | None, *, in_heading: bool
) -> None:
    if inline.meta.get("too_long"):
        line = reading.places.line((inline.map or [0])[0])
        reading.report.error(line, 1, "this paragraph has more than 32 KiB", "divide it")
        return
    for token in inline.children or ():
        if token.type == "fault":
            where = reading.places.of(inline, token.meta["start"])
            reading.report.error(*where, token.meta["what"], token.meta["remedy"])
        elif token.type == "attributes":
            _judge_attributes(reading, inline, token, in_heading=in_heading)
        elif token.type == "image":
            where = reading.places.of(inline, token.meta["start"])
            _judge_medium(reading, where, str(token.attrs["src"]), media)
        elif token.type == "link_open":
            _judge_link(reading, inline, token)
        elif token.type.startswith("math_inline") and not readable(token.content):
            where = reading.places.of(inline, token.meta["start"])
            what = f"the formula {token.content.strip()[:40]!r} cannot be read"
            reading.report.error(*where, what, r"mend its TeX; write \$ for a dollar")


def _judge_attributes(reading: Reading, inline: Token, token: Token, *, in_heading: bool) -> None:
    where = reading.places.of(inline, token.meta["start"])
    attributes: Attributes = token.meta["attributes"]
    if token.meta["alone"]:
        what = "this {…} line is swallowed by the paragraph above it"
        remedy = "put it at the end of that paragraph's last line, or a blank line before it"
        reading.report.error(*where, what, remedy)
    elif id(token) not in reading.used and (in_heading or not token.meta["last"]):
        what = "no block takes these attributes here"
        reading.report.error(*where, what, "put them at the end of the block they speak of")
    elif id(token) not in reading.used:
        _judge_prose(reading, inline, attributes, where)


def _judge_prose(
    reading: Reading, inline: Token, attributes: Attributes, where: tuple[int, int]
) -> None:
    """Prose may be dated and may allow a warning; a key on it is most likely a slip."""
    reading.judge(attributes, where, ("prose",), ("as-of", "allow"))
    words = attributes.words | ({"dated"} if attributes.get("as-of") else frozenset())
    reading.allowed.append((reading.places.of(inline, 0)[0], words))
    if attributes.key and "prose" not in attributes.classes:
        what = f"the key {attributes.key!r} stands on text that makes no card"
        remedy = "mark an answer with ==…==, or delete the key"
        reading.report.warning(*where, "no-card", what, remedy)


def _judge_medium(
    reading: Reading, where: tuple[int, int], source: str, media: frozenset[str] | None
) -> None:
    name = unquote(source)
    if SCHEME.match(source) or name.startswith("/") or ".." in name.split("/"):
        what = f"the picture {source[:60]!r} is not a path into the course"
        reading.report.error(*where, what, "put the file under media/ and name it from there")
    elif not source.lower().endswith(PICTURES + SOUNDS):
        what = f"{source[:60]!r} is no kind of picture or sound that can be shown"
        reading.report.error(*where, what, f"known: {' '.join(PICTURES + SOUNDS)}")
    elif media is not None and (CUT.search(source) or normpath(name) not in media):
        reading.report.error(
            *where, f"the file {source[:60]!r} is missing", "add it, or mend its name"
        )


def _judge_link(reading: Reading, inline: Token, link: Token) -> None:
    target = str(link.attrs["href"]).strip()
    if SCHEME.match(target) and not SAFE_SCHEME.match(target):
        where = reading.places.of(inline, link.meta["start"])
        what = f"the link to {target[:60]!r} would not be shown"
        reading.report.error(*where, what, "link to http, https, mailto or a relative path")
