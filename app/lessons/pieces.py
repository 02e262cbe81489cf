"""A section's HTML cut after each fact, so that a page can put something there."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.lessons.lesson import anchor_of
from app.lessons.walking import VOID, Walking

FACT = anchor_of("")
FRAMED = frozenset({"p", "pre", "div"})
WITHIN_WORDS = frozenset({"a", "code", "em", "strong", "s", "span"})
NAMED_BY_WORDS = 8
ENOUGH_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """After `html` comes what belongs to the fact `key`, which begins with `words`: beside it in
    a frame, at the end of a list's point, or in a table's row of its own across `columns`.
    """

    html: str
    key: str = ""
    words: str = ""
    columns: int = 0


@lru_cache(maxsize=256)
def pieces(html: str) -> tuple[Piece, ...]:
    cutting = _Cutting(html)
    cutting.feed(html)
    cutting.close()
    return tuple(cutting.through())


@dataclass(slots=True)
class _Element:
    tag: str
    key: str
    text: str = ""
    columns: int = 0

    @property
    def beginning(self) -> str:
        words = self.text.split()
        told = " ".join(words[:NAMED_BY_WORDS])
        return f"{told} …" if len(words) > NAMED_BY_WORDS else told


class _Cutting(Walking):
    def __init__(self, html: str) -> None:
        super().__init__(html)
        self._found: list[Piece] = []
        self._open: list[_Element] = []
        self._begun = ""
        self._written = 0

    def through(self) -> Iterator[Piece]:
        yield from self._found
        yield Piece(self._up_to(len(self.html)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        name = dict(attrs).get("id") or ""
        key = name.removeprefix(FACT) if name.startswith(FACT) else ""
        if key and tag in FRAMED:
            self._begun = self._up_to(self.place()) + '<div class="fact">'
        if tag in ("td", "th") and self._open:
            self._open[-1].columns += 1
        if tag not in WITHIN_WORDS:
            self.handle_data(" ")
        self._open.append(_Element(tag, key))

    def handle_data(self, text: str) -> None:
        for element in self._open:
            if element.key and len(element.text) < ENOUGH_LETTERS:
                element.text += text

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        element = self._open.pop()
        if not element.key:
            return
        end = self.place() if tag == "li" else self.place_after()
        columns = element.columns if tag == "tr" else 0
        self._found.append(Piece(self._up_to(end), element.key, element.beginning, columns))
        if tag in FRAMED:
            self._begun = "</div>"

    def _up_to(self, end: int) -> str:
        """All since the last piece."""
        html = self._begun + self.html[self._written : end]
        self._begun, self._written = "", end
        return html
