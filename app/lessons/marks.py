r"""`==answer==`, `==2:answer==`, `==answer :: hint==`: the inline rule for what a cloze hides."""

import re

from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline

# What stands in code or math, or behind a backslash, neither closes a mark nor begins a hint.
# A formula is what the parser's own rule takes for one, or two prices would swallow a mark; nor
# is it one where a mark closes and the next opens before its end, as in `==$5== and ==$x==`.
TELLING = re.compile(
    r"""\\. | (?<!`)(`+)(?!`).*?(?<!`)\1(?!`)
    | (?<!\d)(?:
        \$\$(?:\\.|[^\\$])+\$\$
      | \$(?![\s$])(?!(?:\\.|[^\\$])*?\S==[^\\$=]*\s==[^\s=])(?:\\.|[^\\$])*(?<!\s)\$
      )(?!\d)
    | (?P<close>={2,}) | (?P<hint>[ ]::[ ])""",
    re.DOTALL | re.VERBOSE,
)
NUMBER = re.compile(r"(\d{1,6}):[ ]?")


def mark(state: StateInline, silent: bool) -> bool:
    source, start = state.src, state.pos
    if not source.startswith("==", start) or not _opens(source, start, state.posMax):
        return False
    if state.env.get("unclosed_in") is source:
        return False
    found = _closing(source, start + 2, state.posMax)
    if found is None:
        return _unclosed(state, silent)
    end, hint_at = found
    if not silent:
        _push(state, start, end, hint_at)
    state.pos = end + 2
    return True


def _opens(source: str, start: int, end: int) -> bool:
    after = start + 2
    if after >= end or source[after] == "=" or source[after].isspace():
        return False
    return start == 0 or source[start - 1] != "="


def _closing(source: str, begin: int, end: int) -> tuple[int, int] | None:
    """Where the closing `==` stands, and the last ` :: ` before it or -1."""
    hint_at = -1
    for found in TELLING.finditer(source, begin, end):
        if found["hint"]:
            hint_at = found.start()
        elif found["close"] and not source[found.start() - 1].isspace():
            return found.end() - 2, hint_at
    return None


def _unclosed(state: StateInline, silent: bool) -> bool:
    """Nothing further on closes either, so the rest of this text is not searched again."""
    if silent:
        return False
    state.env["unclosed_in"] = state.src
    token = state.push("fault", "", 0)
    token.meta = {
        "start": state.pos,
        "what": "a mark is opened here and not closed in this block",
        "remedy": r"close it with ==, or write \== or a code span if no mark is meant",
    }
    return False


def _push(state: StateInline, start: int, end: int, hint_at: int) -> None:
    source, begin = state.src, start + 2
    number = NUMBER.match(source, begin, end)
    answer_at = number.end() if number else begin
    answer_end = hint_at if hint_at >= answer_at else end
    opening = state.push("mark_open", "", 1)
    opening.meta = {
        "number": int(number[1]) if number else None,
        "hint": unescapeAll(source[hint_at + 4 : end].strip()) if hint_at >= answer_at else "",
        "start": start,
    }
    outer_end, state.pos, state.posMax = state.posMax, answer_at, answer_end
    state.md.inline.tokenize(state)
    if state.tokens[-1].type == "text":  # the parser's text rule runs on to the hint's colon
        state.tokens[-1].content = state.tokens[-1].content.rstrip()
    state.posMax = outer_end
    state.push("mark_close", "", -1)
