"""Markdown's flat tokens as a tree of blocks, each knowing its place in the source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from app.lessons.attributes import NONE, Attributes


@dataclass(slots=True, eq=False)
class Block:
    """`first` and `last` are positions in the token list; a leaf with text has `inline`."""

    type: str
    token: Token
    first: int
    last: int = 0
    children: list["Block"] = field(default_factory=list)
    inline: Token | None = None

    @property
    def line(self) -> int:
        """Counted from 0, in the text that was parsed."""
        return self.token.map[0] if self.token.map else 0

    @property
    def end_line(self) -> int:
        return self.token.map[1] if self.token.map else self.line + 1

    @property
    def text_tokens(self) -> Sequence[Token]:
        return (self.inline.children or ()) if self.inline else ()

    def walk(self) -> Iterator["Block"]:
        yield self
        for child in self.children:
            yield from child.walk()


def block_tree(tokens: Sequence[Token]) -> list[Block]:
    roots: list[Block] = []
    open_blocks: list[Block] = []
    for position, token in enumerate(tokens):
        if token.nesting < 0:
            open_blocks.pop().last = position
            continue
        siblings = open_blocks[-1].children if open_blocks else roots
        if token.type == "inline":
            open_blocks[-1].inline = token
        elif token.nesting > 0:
            block = Block(token.type.removesuffix("_open"), token, position)
            siblings.append(block)
            open_blocks.append(block)
        else:
            siblings.append(Block(token.type, token, position, position))
    return roots


def trailing(block: Block) -> Token | None:
    """The `{…}` at the end of a block's own text."""
    tokens = block.text_tokens
    if tokens and tokens[-1].type == "attributes" and tokens[-1].meta["last"]:
        return tokens[-1]
    return None


def attributes_of(token: Token | None) -> Attributes:
    return token.meta["attributes"] if token else NONE


def marks_in(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.type == "mark_open"]


class Places:
    """Finds where a spot of a block's text stands in the file."""

    def __init__(self, lines: Sequence[str], lines_before: int) -> None:
        self.lines = lines
        self.lines_before = lines_before

    def line(self, zero_based: int) -> int:
        return zero_based + self.lines_before + 1

    def of(self, inline: Token, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset in an inline token's content."""
        content = inline.content
        row = content.count("\n", 0, offset)
        begin = content.rfind("\n", 0, offset) + 1
        column = offset - begin
        number = (inline.map[0] if inline.map else 0) + row
        source = self.lines[number] if number < len(self.lines) else ""
        if "column" in inline.meta:  # a table's cell: its text may stand in the line twice
            bars = content.count("|", 0, column)  # each is written as two letters, `\|`
            return self.line(number), inline.meta["column"] + column + bars + 1
        stop = content.find("\n", begin)
        text = content[begin : stop if stop >= 0 else None].strip()
        at = source.rfind(text)
        lead = len(content[begin:]) - len(content[begin:].lstrip(" \t"))
        return self.line(number), max(at, 0) + max(column - lead, 0) + 1

    def end_of(self, inline: Token) -> tuple[int, int]:
        """Just behind the last letter."""
        if "column" in inline.meta:
            return self.of(inline, len(inline.content))
        row = inline.content.count("\n")
        number = (inline.map[0] if inline.map else 0) + row
        source = self.lines[number] if number < len(self.lines) else ""
        last = inline.content.rpartition("\n")[2].strip()
        return self.line(number), source.rfind(last) + len(last) + 1


def mark_cell_columns(row: Block, line: str) -> None:
    """Tells each cell of a table's row where in the line it begins."""
    at = 0
    for cell in row.children:
        if cell.inline is not None:
            written = cell.inline.content.replace("|", "\\|")
            at = max(line.find(written, at), at)
            cell.inline.meta["column"] = at
            at += len(written)
