"""Code with classes for its colours, and with gaps where something is hidden."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_all_lexers, get_lexer_by_name

FORMATTER = HtmlFormatter(nowrap=True)
# Many a lexer takes the square of the length on nonsense.
MOST_COLOURED = 4_000


def highlighted(
    code: str, language: str, attributes: str, hidden: Mapping[str, str] | None = None
) -> str:
    """`hidden` maps a text of the code to the HTML that stands in its place."""
    hidden = hidden or {}
    stand_ins = {text: _stand_in(code, number) for number, text in enumerate(hidden)}
    bare = replaced(code, stand_ins)
    body = _coloured(bare, language)
    if any(body.count(name) != bare.count(name) for name in stand_ins.values()):
        body = escape(bare)  # the lexer has cut a stand-in into pieces
    body = replaced(body, {stand_ins[text]: html for text, html in hidden.items()})
    named = f' class="language-{escape(language)}"' if language else ""
    return f'<pre class="code"{attributes} tabindex="0"><code{named}>{body}</code></pre>\n'


def replaced(text: str, by: Mapping[str, str]) -> str:
    """Each text by another, the longest first, in one pass: what was put in is left alone."""
    if not by:
        return text
    either = "|".join(map(re.escape, sorted(by, key=len, reverse=True)))
    return re.sub(either, lambda found: by[found[0]], text)


def _stand_in(code: str, number: int) -> str:
    """Letters only, so that the highlighter takes it for one name."""
    name = "gapq" + chr(ord("a") + number % 26) * (1 + number // 26) + "z"
    while name in code:
        name += "z"
    return name


def _coloured(code: str, language: str) -> str:
    lexer = _lexer(language.lower()) if len(code) <= MOST_COLOURED else None
    return str(highlight(code, lexer, FORMATTER)) if lexer else escape(code)


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    return get_lexer_by_name(language, stripnl=False) if language in _languages() else None


@cache
def _languages() -> frozenset[str]:
    """Pygments' own only: to ask it for another searches every package that is installed."""
    return frozenset(name for _, names, _, _ in get_all_lexers(plugins=False) for name in names)
