"""Breaks a lesson in one of many small ways."""

import random
from collections.abc import Callable

ODD = [
    *"\u200b\u202e\u00ad\ufeff\u0301\u2028\x00\x0b\x85\u00a0\t\r\\`$*_~[](){}<>|#=:!-\"'&;",
    *("🙂", "𝕏", "ﷺ", "ß", "İ", "日", "e\u0301", "\U0010ffff", "1️⃣"),
]
PIECES = [
    *("==", "==1:", "==99:", " :: ", "{#", "{#a}", "{.both}", "{.prose}", '{ask="', 'hide="1:x"'),
    *("```", "~~~~", "::: card", ":::", "***", "---", "===", "> ", "- [x] ", "- [ ] ", "1. "),
    *("Q: ", "\nA: ", "| ", "|---|\n", "$", "$$", "\\", "\n\n", "    ", "![", "](", "<script>"),
    *("javascript:", "&lt;", "> [!NOTE]\n", "[a]: b\n", "{.terms}\n", "{.cards}\n", "\n## "),
]


def mutated(random_: random.Random, sample: str) -> bytes:
    text = sample
    for _ in range(random_.choice((1, 1, 2, 3, 5, 9))):
        text = random_.choice(WAYS)(random_, text)
    content = text.encode("utf-8", "surrogatepass")
    return _bytes(random_, content) if random_.random() < 0.05 else content


def _spot(random_: random.Random, text: str) -> int:
    return random_.randint(0, len(text))


def _delete(random_: random.Random, text: str) -> str:
    at = _spot(random_, text)
    return text[:at] + text[at + random_.choice((1, 1, 2, 5, 30)) :]


def _insert(random_: random.Random, text: str) -> str:
    at = _spot(random_, text)
    return text[:at] + random_.choice(ODD + PIECES) + text[at:]


def _double(random_: random.Random, text: str) -> str:
    at = _spot(random_, text)
    end = at + random_.choice((1, 2, 5, 30))
    return text[:end] + text[at:end] + text[end:]


def _swap(random_: random.Random, text: str) -> str:
    at = _spot(random_, text[:-2])
    return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]


def _lines(random_: random.Random, text: str) -> str:
    """Takes away, doubles, moves, indents or joins a line."""
    lines = text.split("\n")
    at = random_.randrange(len(lines))
    line = lines[at]
    lines[at : at + 1] = random_.choice(
        ([], [line, line], [line, ""], [f"  {line}"], [f"    {line}"], [f"> {line}"], [f"- {line}"])
    )
    if random_.random() < 0.3:
        lines.insert(random_.randrange(len(lines) + 1), line)
    if random_.random() < 0.2 and len(lines) > at + 1:
        lines[at : at + 2] = ["".join(lines[at : at + 2])]
    return "\n".join(lines)


def _huge(random_: random.Random, text: str) -> str:
    at = _spot(random_, text)
    piece = random_.choice(ODD + PIECES) * random_.choice((20, 200, 2000))
    return text[:at] + piece + text[at:]


def _nest(random_: random.Random, text: str) -> str:
    at = text.find("\n", _spot(random_, text)) + 1
    deep = random_.choice((3, 10, 40))
    mark = random_.choice(("> ", "- ", "1. ", "- > ", "  - "))
    return text[:at] + mark * deep + text[at:]


def _cut(random_: random.Random, text: str) -> str:
    return text[: _spot(random_, text)]


def _bytes(random_: random.Random, content: bytes) -> bytes:
    at = random_.randint(0, len(content))
    odd = random_.choice((b"\xff", b"\x00", b"\xc3", b"\xed\xa0\x80", b"\r\n", b"\xef\xbb\xbf"))
    return content[:at] + odd + content[at:]


# What happens at one letter is tried most.
WAYS: list[Callable[[random.Random, str], str]] = [
    *([_delete] * 4 + [_insert] * 6 + [_double] * 2 + [_swap] * 2 + [_lines] * 4),
    *(_huge, _nest, _cut),
]
