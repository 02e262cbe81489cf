"""The documentation as its tests read it: pages with their fences, code, links and headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Fence:
    page: str
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


@dataclass(frozen=True)
class Page:
    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def tokens(self) -> list[Token]:
        markdown = MarkdownIt("commonmark").enable("table")
        return markdown.parse(self.path.read_text(encoding="utf-8"))

    @cached_property
    def inline(self) -> list[tuple[int, Token]]:
        return [
            (token.map[0] + 1 if token.map else 0, child)
            for token in self.tokens
            for child in token.children or ()
        ]

    def fences(self, language: str) -> Iterator[Fence]:
        for token in self.tokens:
            if token.type == "fence" and token.info == language and token.map:
                yield Fence(self.name, token.map[0] + 1, language, token.content)

    def commands(self) -> Iterator[tuple[int, str]]:
        """The command lines of shell fences, and those that stand in a sentence."""
        for fence in self.fences("sh"):
            for number, line in enumerate(fence.text.splitlines(), fence.line + 1):
                yield number, line.partition(" #")[0]
        yield from ((at, token.content) for at, token in self.inline if token.type == "code_inline")

    def links(self) -> Iterator[tuple[int, str]]:
        for line, token in self.inline:
            if token.type in ("link_open", "image"):
                yield line, str(token.attrs.get("href") or token.attrs.get("src"))

    @cached_property
    def anchors(self) -> set[str]:
        """As Git hosts name them: lower case, hyphens for spaces, no other signs."""
        titles = [
            content.content
            for opening, content in zip(self.tokens, self.tokens[1:], strict=False)
            if opening.type == "heading_open"
        ]
        return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


PAGES = [Page(path) for path in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])]
