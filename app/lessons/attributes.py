r"""`{#key .class name="value"}`: reads one such group; within quotes `\"`, `\|`, `\\` escape."""

import re
from dataclasses import dataclass, field

from app.lessons.slugs import is_slug

NAMES = frozenset({"ask", "accept", "of", "as-of", "allow", "hide"})
CLASSES = frozenset({"both", "forward", "cards", "terms", "prose", "closed"})
LOOKS_LIKE = re.compile(r"\{\s*(?:[#.][\w-]|[\w-]+=)")
END = re.compile(r"\s*\}")
PART = re.compile(
    r"""\s*(?:
        \#(?P<key>[^\s{}"=#]+)
      | \.(?P<class>[^\s{}"=#.]+)
      | (?P<name>[^\s{}"=#.]+)=(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s{}"]+))
    )""",
    re.VERBOSE,
)
DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Attributes:
    key: str = ""
    classes: frozenset[str] = frozenset()
    values: dict[str, str] = field(default_factory=dict)
    faults: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def words(self) -> frozenset[str]:
        """The warnings that this block allows."""
        return frozenset(self.get("allow").replace(",", " ").split())


NONE = Attributes()


def read_attributes(text: str, start: int) -> tuple[Attributes, int] | None:
    """The group that opens at `start` and where it ends; None where this is not one."""
    if not LOOKS_LIKE.match(text, start):
        return None
    key, classes, values = "", set[str](), dict[str, str]()
    faults: list[tuple[str, str]] = []
    position = start + 1
    while part := PART.match(text, position):
        position = part.end()
        if part["key"]:
            if key:
                faults.append((f"a second key, {part['key']!r}", "a block has one key"))
            key = part["key"]
        elif part["class"]:
            classes.add(part["class"])
        else:
            name = part["name"]
            if name in values:
                faults.append((f"{name} is given twice", "keep one"))
            quoted = part["quoted"]
            value = part["bare"] if quoted is None else quoted
            # `hide` is split at bars first, so its escapes are undone later.
            values[name] = value if name == "hide" else unescaped(value)
    end = END.match(text, position)
    if not end:
        return None
    return Attributes(key, frozenset(classes), values, (*faults, *_faults(key, classes, values))), (
        end.end()
    )


def unescaped(text: str) -> str:
    return re.sub(r'\\(["|\\])', r"\1", text)


def _faults(key: str, classes: set[str], values: dict[str, str]) -> list[tuple[str, str]]:
    faults = []
    if key and not is_slug(key):
        faults.append((f"{key[:40]!r} cannot be a key", "use a-z, 0-9 and single hyphens"))
    for name in sorted(classes - CLASSES):
        known = " ".join(f".{c}" for c in sorted(CLASSES))
        faults.append((f"unknown class .{name[:40]}", f"known: {known}"))
    names = ", ".join(sorted(NAMES))
    faults += [
        (f"unknown attribute {name[:40]}", f"known: {names}")
        for name in sorted(values.keys() - NAMES)
    ]
    if (dated := values.get("as-of")) is not None and not DATE.fullmatch(dated):
        faults.append((f"as-of={dated[:40]} is not a date", "write 2025, 2025-01 or 2025-01-31"))
    return faults
