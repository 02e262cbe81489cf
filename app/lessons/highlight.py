"""Code with classes for its colours, and with gaps where something is hidden."""

from collections.abc import Mapping
from functools import lru_cache
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

FORMATTER = HtmlFormatter(nowrap=True)


def highlighted(
    code: str, language: str, attributes: str, hidden: Mapping[str, str] | None = None
) -> str:
    """`hidden` maps a text of the code to the HTML that stands in its place."""
    hidden = hidden or {}
    stand_ins = {text: _stand_in(code, number) for number, text in enumerate(hidden)}
    for text in sorted(hidden, key=len, reverse=True):
        code = code.replace(text, stand_ins[text])
    body = _coloured(code, language)
    for text, html in hidden.items():
        body = body.replace(stand_ins[text], html)
    named = f' class="language-{escape(language)}"' if language else ""
    return f'<pre class="code"{attributes} tabindex="0"><code{named}>{body}</code></pre>\n'


def _stand_in(code: str, number: int) -> str:
    """Letters only, so that the highlighter takes it for one name."""
    name = "gapq" + chr(ord("a") + number % 26) * (1 + number // 26) + "z"
    while name in code:
        name += "z"
    return name


def _coloured(code: str, language: str) -> str:
    lexer = _lexer(language)
    return str(highlight(code, lexer, FORMATTER)) if lexer else escape(code)


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False) if language else None
    except ClassNotFound:
        return None
