"""Code samples: a fence has its end, and what is named Python is read as Python."""

import ast
import warnings

from markdown_it.token import Token

from app.lessons.reading import Reading
from app.lessons.render import language_of

PYTHON = frozenset({"python", "py", "python3"})


def place_of(reading: Reading, fence: Token) -> tuple[int, int]:
    line = fence.map[0] if fence.map else 0
    source = reading.places.lines[line]
    return reading.places.line(line), max(source.find(fence.markup), 0) + 1


def judge_sample(reading: Reading, fence: Token) -> None:
    if not _closed(fence):
        where = place_of(reading, fence)
        reading.report.error(*where, "this code block is not closed", "close it with its fence")
    if language_of(fence).lower() in PYTHON:
        _judge_python(reading, fence)


def _closed(fence: Token) -> bool:
    """A closed fence covers two lines more than its code: the first and the last."""
    first, end = fence.map or (0, 0)
    code = fence.content
    lines = code.count("\n") + (not code.endswith("\n") and code != "")
    return end - first == lines + 2


def _judge_python(reading: Reading, fence: Token) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(fence.content)
    except SyntaxError as error:
        what = f"this is not Python: {error.msg}"
        remedy = "mend it, or name the language `text` or `pycon`"
        where = _place_in(reading, fence, error.lineno or 1, error.offset or 1)
        reading.report.error(*where, what, remedy)
    except (ValueError, RecursionError, MemoryError):
        what = "this cannot be read as Python"
        reading.report.error(*place_of(reading, fence), what, "shorten or mend it")


def _place_in(reading: Reading, fence: Token, row: int, column: int) -> tuple[int, int]:
    """A spot of the code, both from 1, in the file: there it may be indented or quoted."""
    code = fence.content.split("\n")[row - 1 :]
    line = (fence.map[0] if fence.map else 0) + row
    source = reading.places.lines[line] if line < len(reading.places.lines) else ""
    begin = source.rfind(code[0]) if code else 0
    return reading.places.line(line), min(max(begin, 0) + max(column, 1), len(source) + 1)
