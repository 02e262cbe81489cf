"""The few lines between `---` at a lesson's head: id, title, summary."""

from dataclasses import dataclass

import yaml

from app.lessons.problems import Report
from app.lessons.slugs import is_slug

FENCE = "---"
FIELDS = ("id", "title", "summary")
# Every scalar stays text: no dates, no yes that becomes true.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`lines` is how many lines it takes, so that the rest can be located."""

    id: str = ""
    title: str = ""
    summary: str = ""
    lines: int = 0


def read_front_matter(text: str, report: Report) -> FrontMatter | None:
    """None where the front matter is there and can not be read."""
    if text.split("\n", 1)[0].rstrip() != FENCE:
        return FrontMatter()
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        report.error(1, 1, "the front matter is not closed", "put a line `---` after it")
        return None
    fields = _fields("\n".join(lines[1:end]), report)
    if fields is None or not _sound(fields, lines, report):
        return None
    text_of = {name: " ".join(str(value).split()) for name, value in fields.items()}
    return FrontMatter(**text_of, lines=end + 1)


def _fields(block: str, report: Report) -> dict[str, object] | None:
    try:
        fields = yaml.load(block, Loader=LOADER)  # noqa: S506 (a base loader makes only text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 2, mark.column + 1) if mark else (2, 1)
        why = " ".join((error.problem or "it is not YAML").split())
        report.error(line, column, f"the front matter cannot be read: {why}", _QUOTE)
        return None
    except (yaml.YAMLError, RecursionError, ValueError):
        report.error(2, 1, "the front matter cannot be read", _QUOTE)
        return None
    if fields is None or fields == "":
        return {}
    if not isinstance(fields, dict):
        report.error(2, 1, "the front matter is not a list of fields", "write `title: …`")
        return None
    return fields


_QUOTE = "write one `name: value` a line; put a value with a colon into quotes"


def _sound(fields: dict[str, object], lines: list[str], report: Report) -> bool:
    sound = True

    def wrong(name: object, what: str, remedy: str) -> None:
        nonlocal sound
        sound = False
        heads = (n for n, line in enumerate(lines, 1) if line.startswith(f"{name}:"))
        report.error(next(heads, 2), 1, what, remedy)

    for name, value in fields.items():
        if name not in FIELDS:
            known = ", ".join(FIELDS)
            wrong(name, f"the front matter has no field {str(name)[:40]!r}", f"known: {known}")
        elif not isinstance(value, str):
            wrong(name, f"{name} is not text", "write it on one line, in quotes")
        elif name == "id" and not is_slug(value):
            wrong(name, f"{value[:40]!r} cannot be an id", "use a-z, 0-9 and single hyphens")
    return sound
