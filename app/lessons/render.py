"""Tokens as HTML and as plain text. What comes out here still goes through `clean`."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from types import MappingProxyType

from markdown_it.token import Token

from app.lessons.highlight import highlighted
from app.lessons.tex import mathml

# What stands in for a block when it is not shown as Markdown would: where it ends, and its HTML.
Replaced = Mapping[int, tuple[int, str]]
NOTHING_REPLACED: Replaced = MappingProxyType({})
NOTHING: frozenset[int] = frozenset()
SOUNDS = (".mp3", ".ogg", ".oga", ".wav", ".m4a", ".opus", ".flac")
HIDDEN = frozenset({"attributes", "attribute_line", "fault", "mark_open", "mark_close"})


def blocks_html(
    tokens: Sequence[Token], first: int, last: int, replaced: Replaced = NOTHING_REPLACED
) -> str:
    """The blocks from one token to another, both included."""
    out: list[str] = []
    at = first
    while at <= last:
        if at in replaced:
            at, html = replaced[at]
            out.append(html)
        else:
            out.append(_block_html(tokens[at]))
        at += 1
    return "".join(out)


def inline_html(tokens: Sequence[Token], hide: frozenset[int] = NOTHING) -> str:
    out: list[str] = []
    hidden = False
    for token in tokens:
        if token.type == "mark_open" and token.meta["number"] in hide:
            out.append(gap_html(token.meta["hint"]))
            hidden = True
        elif token.type == "mark_close":
            hidden = False
        elif not hidden:
            out.append(_inline_html(token))
    return "".join(out).strip()


def marked_html(tokens: Sequence[Token]) -> str:
    """Nothing is hidden, and each mark is a span that says its number and hint."""
    out: list[str] = []
    for token in tokens:
        if token.type == "mark_open":
            out.append(mark_html(token.meta["number"], token.meta["hint"]))
        else:
            out.append("</span>" if token.type == "mark_close" else _inline_html(token))
    return "".join(out).strip()


def mark_html(number: int, hint: str) -> str:
    return f'<span class="mark" data-number="{number}" data-hint="{escape(hint)}">'


def inline_text(tokens: Sequence[Token], hide: frozenset[int] = NOTHING) -> str:
    out: list[str] = []
    hidden = False
    for token in tokens:
        if token.type == "mark_open" and token.meta["number"] in hide:
            out.append(gap_text(token.meta["hint"]))
            hidden = True
        elif token.type == "mark_close":
            hidden = False
        elif hidden or token.type in HIDDEN:
            continue
        elif token.type in ("softbreak", "hardbreak"):
            out.append(" ")
        elif token.type == "image":
            out.append(inline_text(token.children or ()))
        else:
            out.append(token.content)
    return " ".join("".join(out).split())


def blocks_text(tokens: Sequence[Token], first: int, last: int) -> str:
    """Each block's text on a line of its own."""
    out = []
    for token in tokens[first : last + 1]:
        if token.type == "inline" and token.map:  # an alert's own title has no place
            out.append(inline_text(token.children or ()))
        elif token.type in ("fence", "code_block", "math_block"):
            out.append(token.content.strip("\n"))
    return "\n".join(text for text in out if text)


def gap_html(hint: str) -> str:
    if hint:
        return f'<span class="gap"><span class="said">blank, hint: </span>{escape(hint)}</span>'
    return '<span class="gap"><span class="said">blank</span></span>'


def gap_text(hint: str) -> str:
    return f"[{hint or '…'}]"


def _inline_html(token: Token) -> str:
    kind = token.type
    if kind == "text":
        return escape(token.content)
    if kind in HIDDEN:
        return ""
    if kind == "softbreak":
        return "\n"
    if kind == "hardbreak":
        return "<br>\n"
    if kind == "code_inline":
        return f"<code>{escape(token.content)}</code>"
    if kind.startswith("math_inline"):
        return mathml(token.content, block=kind == "math_inline_double")
    if kind == "image":
        return _medium(str(token.attrs["src"]), inline_text(token.children or ()))
    if kind == "link_open":
        return f'<a href="{escape(str(token.attrs["href"]))}">'
    if token.nesting:
        return f"</{token.tag}>" if token.nesting < 0 else f"<{token.tag}>"
    return escape(token.content)


def _medium(source: str, words: str) -> str:
    if source.lower().endswith(SOUNDS):
        return f'<audio controls src="{escape(source)}" title="{escape(words)}"></audio>'
    return f'<img src="{escape(source)}" alt="{escape(words)}">'


def _block_html(token: Token) -> str:
    if token.type == "inline":
        return inline_html(token.children or ())
    made = BLOCKS.get(token.type)
    if made:
        return made(token)
    if token.hidden:
        return ""
    if token.nesting < 0:
        return f"</{token.tag}>\n"
    return f"<{token.tag}{_attributes(token)}>"


def _attributes(token: Token) -> str:
    """Only what this module and the parser put there; alignment becomes a class."""
    out = ""
    for name, value in token.attrs.items():
        if name == "style":
            name, value = "class", str(value).removeprefix("text-align:")
        if name in ("id", "class", "start"):
            out += f' {name}="{escape(str(value))}"'
    return out


def _heading(token: Token) -> str:
    """A section's own heading stands outside; one inside it is never as high."""
    level = max(int(token.tag[1]), 3)
    return f"<{'/' if token.nesting < 0 else ''}h{level}{_attributes(token)}>"


def _alert(token: Token) -> str:
    return f'<div class="callout callout-{token.meta["kind"].lower()}"{_attributes_id(token)}>\n'


def _attributes_id(token: Token) -> str:
    return f' id="{escape(str(token.attrs["id"]))}"' if "id" in token.attrs else ""


def _item(token: Token) -> str:
    box = ""
    if token.meta and "checked" in token.meta:
        state = 'aria-label="done" checked' if token.meta["checked"] else 'aria-label="not done"'
        box = f'<input type="checkbox" disabled {state}> '
    return f"<li{_attributes_id(token)}>{box}"


def language_of(fence: Token) -> str:
    words = fence.info.partition("{")[0].split()
    return words[0] if words else ""


def fence_html(token: Token, hidden: Mapping[str, str] | None = None) -> str:
    language = "" if token.meta.get("plain") else language_of(token)
    return highlighted(token.content, language, _attributes_id(token), hidden)


def _formula(token: Token) -> str:
    return f'<div class="math" tabindex="0">{mathml(token.content, block=True)}</div>\n'


BLOCKS: dict[str, Callable[[Token], str]] = {
    "heading_open": _heading,
    "heading_close": _heading,
    "alert_open": _alert,
    "alert_title_open": lambda token: "<p><strong>",
    "alert_title_close": lambda token: "</strong></p>\n",
    "list_item_open": _item,
    "bullet_list_open": lambda token: f"<ul{_attributes_id(token)}>\n",
    "fence": fence_html,
    "code_block": lambda token: highlighted(token.content, "", _attributes_id(token)),
    "math_block": _formula,
    "attribute_line": lambda token: "",
    "table_open": lambda token: f'<div class="table"{_attributes_id(token)} tabindex="0"><table>\n',
    "table_close": lambda token: "</table></div>\n",
    "hr": lambda token: "<hr>\n",
}
