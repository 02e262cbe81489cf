"""A section's text in portions that are read at one go, each with the facts that stand in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from app.lessons.lesson import anchor_of
from app.lessons.walking import VOID, Walking

PORTION_WORDS = 250
FACT = anchor_of("")
SHOWN = frozenset({"img", "audio", "math"})
HEADINGS = frozenset({"h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Portion:
    """`html` is empty where there is nothing but quiz questions, which give nothing to read."""

    html: str
    words: int
    keys: frozenset[str]


@lru_cache(maxsize=512)
def portions(html: str) -> tuple[Portion, ...]:
    """Cut between blocks, and only where both sides have facts of their own to ask."""
    groups = list(_grouped(_Blocks(html).found))
    if len(groups) > 1 and not _keys(groups[-1]):
        groups[-2:] = [groups[-2] + groups[-1]]
    return tuple(map(_portion, groups))


@dataclass(slots=True)
class _Block:
    """`html` without quiz questions: they would be read with their options before they are asked.

    `stays` says that it belongs to the block before it.
    """

    tag: str
    stays: bool
    html: str = ""
    words: int = 0
    is_shown: bool = False
    keys: set[str] = field(default_factory=set)


def _grouped(blocks: list[_Block]) -> Iterator[list[_Block]]:
    total = sum(block.words for block in blocks)
    aim = total / max(1, round(total / PORTION_WORDS))
    group: list[_Block] = []
    for block in blocks:
        words = sum(each.words for each in group)
        if _may_end(group, block) and words + block.words / 2 > aim:
            yield group
            group = []
        group.append(block)
    yield group


def _may_end(group: list[_Block], following: _Block) -> bool:
    return bool(_keys(group)) and group[-1].tag not in HEADINGS and not following.stays


def _keys(group: Iterable[_Block]) -> frozenset[str]:
    return frozenset[str]().union(*(block.keys for block in group))


def _portion(group: list[_Block]) -> Portion:
    words = sum(block.words for block in group)
    is_shown = words or any(block.is_shown for block in group)
    return Portion("".join(b.html for b in group) if is_shown else "", words, _keys(group))


@dataclass(slots=True)
class _Item:
    """A list item that is open, and whether it has turned out to be a quiz question."""

    start: int
    words: int
    is_quiz: bool = False


class _Blocks(Walking):
    """What stands at the top of a section's HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(html)
        self.found: list[_Block] = []
        self._written = 0
        self._depth = 0
        self._items: list[_Item] = []
        self.feed(html)
        self.close()
        self._write_to(len(html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._depth == 0:
            self._write_to(self.place())
            self.found.append(_Block(tag, given.get("class") == "explanation"))
        self._note(tag, given)
        if tag == "li":
            self._items.append(_Item(self.place(), self.found[-1].words))
        self._depth += tag not in VOID

    def _note(self, tag: str, given: dict[str, str | None]) -> None:
        block, name = self.found[-1], given.get("id") or ""
        block.is_shown |= tag in SHOWN
        if name.startswith(FACT):
            block.keys.add(name.removeprefix(FACT))
        if tag == "ul" and given.get("class") == "options" and self._items:
            self._items[-1].is_quiz = True

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag not in VOID
        if tag != "li" or not self._items:
            return
        item = self._items.pop()
        if item.is_quiz:
            self._write_to(item.start)
            self.found[-1].words = item.words
            self._written = self.place_after()

    def handle_data(self, data: str) -> None:
        if self.found:
            self.found[-1].words += len(data.split())

    def _write_to(self, end: int) -> None:
        if self.found:
            self.found[-1].html += self.html[self._written : end]
        self._written = max(self._written, end)
