"""The few words around a hit, escaped, with a mark around what was found."""

import re
import unicodedata
from html import escape

BEGIN, END = "\x02", "\x03"
LETTERS_BEFORE = 60
LETTERS = 180


def marked(snippet: str) -> tuple[str, str]:
    """SQLite's snippet as HTML and as plain text."""
    html = escape(snippet).replace(BEGIN, "<mark>").replace(END, "</mark>")
    return html, snippet.replace(BEGIN, "").replace(END, "")


def snippet_within_words(text: str, words: list[str]) -> tuple[str, str]:
    """For hits in a part of a word, of which SQLite knows no place: `search` in RandomSearch."""
    parts = [part for word in words for part in re.findall(r"[^\W_]+", _plain(word))]
    pattern = re.compile("|".join(map(re.escape, parts)) or r"(?!)")
    places = [found.span() for found in pattern.finditer(_plain(text))]
    first = places[0][0] if places else 0
    start = text.rfind(" ", 0, max(first - LETTERS_BEFORE, 0)) + 1
    end = start + LETTERS
    shown = ["…" if start else ""]
    at = start
    for begin, stop in places:
        if begin >= at and stop <= end:
            shown += [text[at:begin], BEGIN, text[begin:stop], END]
            at = stop
    shown += [text[at:end], "…" if end < len(text) else ""]
    return marked("".join(shown))


def _plain(text: str) -> str:
    """Letter for letter without case and accents, so that places stay the same."""
    return "".join(unicodedata.normalize("NFD", letter)[0].lower()[:1] or letter for letter in text)
