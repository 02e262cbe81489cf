"""The few lines between `---` at a lesson's head: id, title, summary."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from app.lessons.problems import Report
from app.lessons.slugs import is_slug

FENCE = "---"
FIELDS = ("id", "title", "summary")
LONGEST = 8_000
# The parser's events are read, and nothing is built of them: no value can nest, repeat or grow.
LOADER = getattr(yaml, "CLoader", yaml.Loader)
REMEDY = "write one `name: value` a line; put a value with a colon into quotes"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`lines` is how many lines it takes, so that the rest can be located."""

    id: str = ""
    title: str = ""
    summary: str = ""
    lines: int = 0


@dataclass(frozen=True, slots=True)
class _Field:
    """`value` is None where it is no plain text."""

    name: str
    value: str | None
    line: int
    column: int


def read_front_matter(text: str, report: Report) -> FrontMatter | None:
    """None where the front matter is there and can not be read."""
    if text.split("\n", 1)[0].rstrip() != FENCE:
        return FrontMatter()
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        report.error(1, 1, "the front matter is not closed", "put a line `---` after it")
        return None
    fields = _read("\n".join(lines[1:end]), report)
    if fields is None or not _sound(fields, report):
        return None
    text_of = {field.name: " ".join((field.value or "").split()) for field in fields}
    return FrontMatter(**text_of, lines=end + 1)


def _read(block: str, report: Report) -> list[_Field] | None:
    try:
        fields = _fields(_events(block))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 2, mark.column + 1) if mark else (2, 1)
        why = " ".join((error.problem or "it is not YAML").split())
        report.error(line, column, f"the front matter cannot be read: {why}", REMEDY)
        return None
    except (yaml.YAMLError, RecursionError, ValueError):
        report.error(2, 1, "the front matter cannot be read", REMEDY)
        return None
    if fields is None:
        report.error(2, 1, "the front matter is not a list of fields", "write `title: …`")
    return fields


def _events(block: str) -> list[yaml.Event]:
    """What stands between the ends of the stream and of its only document."""
    if len(block) > LONGEST:
        raise ValueError("no few lines")  # brackets in brackets cost their square
    events = list(yaml.parse(block, Loader=LOADER))
    documents = [event for event in events if isinstance(event, yaml.DocumentStartEvent)]
    if len(documents) > 1:
        raise ValueError("two documents")
    return events[2:-2]


def _fields(events: list[yaml.Event]) -> list[_Field] | None:
    """None where the events are not those of one mapping of names to values."""
    if not events or (isinstance(events[0], yaml.ScalarEvent) and not events[0].value):
        return []
    if not isinstance(events[0], yaml.MappingStartEvent):
        return None
    found: list[_Field] = []
    direct = _direct(events[1:-1])
    for name, value in zip(direct, direct, strict=True):
        mark = name.start_mark
        line, column = (mark.line + 2, mark.column + 1) if mark else (2, 1)
        found.append(_Field(_text(name) or "", _text(value), line, column))
    return found


def _text(event: yaml.Event) -> str | None:
    return event.value if isinstance(event, yaml.ScalarEvent) else None


def _direct(events: list[yaml.Event]) -> Iterator[yaml.Event]:
    """What begins each name and value that stands directly in the mapping."""
    depth = 0
    for event in events:
        if depth == 0 and not isinstance(event, yaml.CollectionEndEvent):
            yield event
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)


def _sound(fields: list[_Field], report: Report) -> bool:
    sound = True
    seen: set[str] = set()

    def wrong(field: _Field, what: str, remedy: str) -> None:
        nonlocal sound
        sound = False
        report.error(field.line, field.column, what, remedy)

    for field in fields:
        if field.name not in FIELDS:
            known = ", ".join(FIELDS)
            wrong(field, f"the front matter has no field {field.name[:40]!r}", f"known: {known}")
        elif field.name in seen:
            wrong(field, f"{field.name} is given twice", "keep one")
        elif field.value is None:
            wrong(field, f"{field.name} is not text", "write it on one line, in quotes")
        elif field.name == "id" and not is_slug(field.value):
            wrong(field, f"{field.value[:40]!r} cannot be an id", "use a-z, 0-9 and single hyphens")
        seen.add(field.name)
    return sound
