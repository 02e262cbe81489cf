"""The few words around a hit, escaped, with a mark around what was found."""

import re
import unicodedata
from functools import lru_cache
from html import escape

LETTERS_BEFORE = 60
LETTERS = 180
PART = re.compile(r"[^\W_]+")


def snippet(text: str, words: list[str]) -> tuple[str, str]:
    """As HTML and as plain text."""
    text = unicodedata.normalize("NFC", text)
    places = _places(_plain(text), [_plain(unicodedata.normalize("NFC", word)) for word in words])
    first = places[0][0] if places else 0
    start = text.rfind(" ", 0, max(first - LETTERS_BEFORE, 0)) + 1
    end = start + LETTERS
    end = len(text) if end >= len(text) else max(text.rfind(" ", start, end), first + 1)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    html, at = [before], start
    for begin, stop in places:
        if stop > end:
            break
        html += [escape(text[at:begin]), f"<mark>{escape(text[begin:stop])}</mark>"]
        at = stop
    return "".join([*html, escape(text[at:end]), after]), f"{before}{text[start:end]}{after}"


def _places(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Whole terms, the last as far as it is typed; else parts of words, as in RandomSearch."""
    terms = [
        r"[\W_]+".join(map(re.escape, parts)) for word in words if (parts := PART.findall(word))
    ]
    if not terms:
        return []
    *whole, last = terms
    ends = [*(rf"{term}(?![^\W_])" for term in whole), rf"{last}[^\W_]*"]
    found = list(re.finditer(rf"(?<![^\W_])(?:{'|'.join(ends)})", text))
    return [match.span() for match in found or re.finditer("|".join(terms), text)]


def _plain(text: str) -> str:
    """Letter for letter without case and accents, so that places stay the same."""
    return text.lower() if text.isascii() else "".join(map(_plain_letter, text))


@lru_cache(maxsize=4096)
def _plain_letter(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].lower()[0]
