"""A file's bytes as text that the parser can rely on: UTF-8, line feeds, no stray controls."""

import re

from app.lessons.problems import Report

MOST_BYTES = 256 * 1024
MOST_PARAGRAPH_BYTES = 32 * 1024
BOM = b"\xef\xbb\xbf"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufffe\uffff]")


def read_source(content: bytes, report: Report, most: int = MOST_BYTES) -> str | None:
    """The text, or None where nothing after a fault could be trusted."""
    if len(content) > most:
        size = f"{len(content) // 1024} KiB, the most is {most // 1024} KiB"
        report.error(1, 1, f"the file has {size}", "split it into two lessons")
        return None
    if content.startswith(BOM):
        report.error(1, 1, "the file begins with a byte order mark", "save it as UTF-8 without BOM")
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _place(content[: error.start].decode("utf-8"))
        report.error(line, column, "this is not UTF-8 text", "save the file as UTF-8")
        return None
    if "\r" in text:
        line, column = _place(text[: text.index("\r")])
        report.error(
            line,
            column,
            "the line ends in a carriage return",
            "save the file with LF line ends; in Git: `*.md text eol=lf` in .gitattributes",
        )
        return None
    if found := CONTROL.search(text):
        line, column = _place(text[: found.start()])
        name = f"U+{ord(found.group()):04X}"
        report.error(line, column, f"the control character {name} stands here", "delete it")
        return None
    return text


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
