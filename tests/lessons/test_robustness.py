"""Nothing that is written makes the parser fail, hang, or say something without a place."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lessons.examples import errors, read
from tests.lessons.test_mutated import prove, watched

PARAGRAPH, LESSON = (32_000, 240_000) if os.environ.get("PROVE") else (8_000, 16_000)
WORDS = st.sampled_from(
    "==a== ==1:b== ==2:c :: d== == `==` {#k} {.prose} {.both} {as-of=2025} $x$ **T** — : [x](y) "
    "![p](media/p.png) \\ | ~~s~~ <https://a.org> Q: A: word".split()
)
LINES = st.lists(WORDS, max_size=6).map(" ".join)
STARTS = st.sampled_from(
    [
        *("", "", "- ", "1. ", "> ", "   ", "     ", "## ", "{.terms}\n- ", "   - [x] ", "- [ ] "),
        *("| ", "> [!NOTE]\n> ", "Q: ", "A: ", "::: card {#c}\n", "***\n", ":::\n", "===\n"),
        *("{.cards}\n", "|---|---|\n", "```python {#p hide=1:a}\n", "```\n", "$$\n", "---\n"),
        *("  > ", "[r]: "),
    ]
)
FRAGMENTS = st.lists(
    st.tuples(STARTS, LINES, st.sampled_from(["\n", "\n\n"])).map("".join), max_size=14
).map("".join)


@given(FRAGMENTS)
def test_any_pile_of_fragments_is_read_and_keyed(text: str) -> None:
    prove(text.encode())


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_located(content: bytes) -> None:
    prove(content)


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=200))
def test_any_front_matter_is_read_or_located(text: str) -> None:
    prove(f"---\n{text}\n---\n\n==a==\n".encode())


PIECES = [
    *("=", "==", "==x", "==x==", "==x== ", " :: ", "[", "![", "](", "[a](", "*_", "**a ", "_a "),
    *("`", "`` `", "{#a", '{a="', '{a="b" ', "{#a} ", "$", "$a", "|", "> ", ":::", "\\", "<"),
    *("<a@", "&#", "~~", "Q: ", "[==a", "*==a", "==[", "==`", "\\==", "é", "a  \n", "- ", "1. "),
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_paragraph_of_nothing_else_is_no_trap(piece: str) -> None:
    with watched(repr(piece)):
        read(piece * (PARAGRAPH // len(piece.encode())))


BLOCKS = [
    *("==x==\n\n", "# a\n\n", "# \n", "- [ ] a\n", "```\n", "$$\na\n$$\n\n", "{#a}\n", "[a]: b\n"),
    *("|a|\n|-|\n|b|\n\n", "{.terms}\n- **a** — b\n\n", "> [!NOTE]\n> a\n\n", "a\n---\n"),
    *("1. a\n   - [x] b\n", "::: card\na\n***\nb\n:::\n\n", "$a$\n\n", "```l\n"),
    *("\n", "\t", "- a\n\n", "a|b\n-|-\n"),
]


@pytest.mark.parametrize("block", BLOCKS)
def test_a_lesson_of_nothing_else_is_no_trap(block: str) -> None:
    with watched(repr(block)):
        read(block * (LESSON // len(block)))


HOSTILE = {
    "a wide table": "|" + "a|" * 2000 + "\n|" + "-|" * 2000 + "\n" + "|\n" * 80_000,
    "marks in one cell": "|a|\n|-|\n|" + "==x== " * 5000 + "|\n",
    "marks in many cells": "|" + "a|" * 5000 + "\n|" + "-|" * 5000 + "\n|" + "==a==|" * 5000,
    "a long address used often": f"[a]: {'x' * 100_000}\n\n" + "[a] " * 8_000,
    "pictures in pictures": "![" * 4000 + "a" + "](b)" * 4000,
    "many languages": "".join(f"```l{n}\na\n```\n" for n in range(8_000)),
    "code that lexers fear": "```c\n" + "\n " * 60_000 + "\n```\n",
    "brackets in yaml": "---\n" + "[" * 100_000 + "\n---\n",
    "a yaml bomb": "---\na: &a [x,x]\n"
    + "".join(f"{b}: &{b} [*{a},*{a},*{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "---\n",
    "a yaml that holds itself": "---\ntitle: &a [*a]\n---\n",
    "brackets in Python": "```python\n" + "(" * 50_000 + "\n```\n",
    "a chain in Python": "```python\n" + "a." * 50_000 + "b\n```\n",
    "braces in a formula": f"${'{' * 1_900}{'}' * 1_900}$",
    "left in a formula": "$" + r"\left(" * 600 + "$",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_lesson_is_bounded(name: str) -> None:
    with watched(name):
        read(HOSTILE[name])


def test_ends_are_where_the_format_says() -> None:
    full = "```\n" + "a\n" * 131_068 + "```\n"
    assert len(full) == 256 * 1024
    assert errors(full) == []
    assert errors(full + "a") == ["1:1: the file has 256 KiB, the most is 256 KiB"]
    assert errors("é" * 16_384) == []
    assert errors("é" * 16_384 + "a") == ["1:1: this paragraph has more than 32 KiB"]
