"""The Markdown that lessons are written in: CommonMark, tables, and Drillbook's few additions."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.parser_inline import RuleFuncInlineType
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from app.lessons.attributes import LOOKS_LIKE, NAMES, read_attributes
from app.lessons.marks import mark
from app.lessons.source import MOST_PARAGRAPH_BYTES

DEEPEST = 20
MOST_COLOURED = 40_000
LONGEST_LINK = 2_000
BEGINS = re.compile(rf"\{{\s*(?:#\w|\.[^\W\d]|(?:{'|'.join(sorted(NAMES))})=)")
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*(?:"|$)')


@cache
def markdown() -> MarkdownIt:
    md = MarkdownIt(
        "commonmark",
        {"html": False, "tasklists": True, "alerts": True, "maxNesting": DEEPEST},
    )
    md.enable(["table", "strikethrough"])
    # A link of any kind is read, so that a wrong one can be named; cleaning drops it. An endless
    # one is text: a reference may be used a thousand times.
    md.validateLink = lambda url: len(url) <= LONGEST_LINK  # type: ignore[method-assign]
    md.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        double_inline=True,
        allow_blank_lines=False,
    )
    container_plugin(md, "card", validate=lambda params, markup: params.strip() != "")
    md.block.ruler.before("table", "attribute_line", _attribute_line)
    md.core.ruler.after("block", "paragraph_limit", _limit_paragraphs)
    md.core.ruler.after("block", "colour_limit", _limit_colours)
    for name, sign in (("link", "["), ("autolink", "<"), ("image", "!"), ("math_inline", "$")):
        _remember_places(md.inline.ruler, name, sign)
    md.inline.ruler.before("backticks", "mark", mark)
    md.inline.ruler.before("backticks", "attributes", _attributes)
    return md


def _remember_places(rules: Ruler[RuleFuncInlineType], name: str, sign: str) -> None:
    """Has a rule note where in its text it began, so that a fault can be located."""
    rule = rules.__rules__[rules.__find__(name)].fn

    def placed(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != sign:
            return False
        start, before, pending = state.pos, len(state.tokens), state.pending
        source = state.src
        if sign == "$" and start == 0:  # its rule looks one letter back, and would see the last
            state.src += " "
        found = rule(state, silent)
        state.src = source
        if found and state.pos > state.posMax:  # a formula that would run out of its mark
            del state.tokens[before:]
            state.pos, state.pending = start, pending
            return False
        if found and not silent:
            token = next(t for t in state.tokens[before:] if t.nesting or t.type != "text")
            token.meta["start"] = start
        return found

    rules.at(name, placed)


def tokens_of(text: str) -> list[Token]:
    return markdown().parse(text, {})


def _limit_paragraphs(state: StateCore) -> None:
    """An endless paragraph is not looked into: some patterns in it would take for ever."""
    for token in state.tokens:
        if token.type == "inline" and _is_long(token.content):
            token.content = ""
            token.meta["too_long"] = True


def _is_long(text: str) -> bool:
    return len(text) * 4 > MOST_PARAGRAPH_BYTES and len(text.encode()) > MOST_PARAGRAPH_BYTES


def _limit_colours(state: StateCore) -> None:
    """A lesson that is all code is shown without colours from somewhere on: they cost too much."""
    left = MOST_COLOURED
    for token in state.tokens:
        if token.type == "fence":
            left -= len(token.content)
            token.meta["plain"] = left < 0


def _attribute_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that is one `{…}` and nothing else: it speaks of the table or list below it."""
    begin = state.bMarks[start] + state.tShift[start]
    if begin >= state.eMarks[start] or state.src[begin] != "{" or state.is_code_block(start):
        return False
    line = state.src[begin : state.eMarks[start]]
    found = read_attributes(line, 0)
    if found is None or line[found[1] :].strip():
        return False
    if not silent:
        token = state.push("attribute_line", "", 0)
        token.map = [start, start + 1]
        token.meta = {"attributes": found[0]}
    state.line = start + 1
    return True


def _attributes(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{" or not LOOKS_LIKE.match(state.src, state.pos):
        return False
    start = state.pos
    found = read_attributes(state.src, start)
    if found is None:
        return _unreadable(state, silent)
    attributes, end = found
    if end > state.posMax:
        return False
    rest = state.src[end:]
    line = rest.partition("\n")[0]
    if not silent:
        before = state.src[:start].rpartition("\n")[2]
        state.pending = state.pending.rstrip(" ")
        token = state.push("attributes", "", 0)
        token.meta = {
            "attributes": attributes,
            "start": start,
            "last": not rest.strip(),
            "ends_line": not line.strip(),
            "alone": not before.strip() and start > 0,
        }
    state.pos = end
    if not rest.strip():
        state.pos = state.posMax
    return True


def _is_left_open(line: str) -> bool:
    """What begins as attributes do and is not closed; a brace in quotes closes nothing."""
    return bool(BEGINS.match(line)) and "}" not in QUOTED.sub("", line)


def _unreadable(state: StateInline, silent: bool) -> bool:
    line = state.src[state.pos :].partition("\n")[0].rstrip()
    place = (state.src, state.pos + len(line))
    if silent or state.env.get("left_open") == place:
        return False
    if not line.endswith("}"):
        if not _is_left_open(line):
            return False
        state.env["left_open"] = place  # what follows in this line is open too
    token = state.push("fault", "", 0)
    token.meta = {
        "start": state.pos,
        "what": "these braces cannot be read as attributes",
        "remedy": r'write {#key .class name="value"}, or \{ for a brace that is text',
    }
    return False
