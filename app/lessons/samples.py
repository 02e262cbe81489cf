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
    first, column = place_of(reading, fence)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(fence.content)
    except SyntaxError as error:
        what = f"this is not Python: {error.msg}"
        remedy = "mend it, or name the language `text` or `pycon`"
        place = first + (error.lineno or 1), column - 1 + max(error.offset or 1, 1)
        reading.report.error(*place, what, remedy)
    except (ValueError, RecursionError, MemoryError):
        what = "this cannot be read as Python"
        reading.report.error(first, column, what, "shorten or mend it")
