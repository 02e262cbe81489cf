"""`keys.lock`: every key of a course, and every part of it that was ever a card."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.core.cards import Kind, Note
from app.lessons.problems import Report
from app.lessons.slugs import is_slug

NAME = "keys.lock"
HEAD = "# Every key and card ever used. Written by `drillbook key`; keep it, and never edit it.\n"


@dataclass(frozen=True, slots=True)
class Locked:
    kind: Kind
    parts: frozenset[str]


@dataclass(frozen=True, slots=True)
class KeysLock:
    entries: Mapping[str, Locked] = field(default_factory=dict)

    def numbers(self, key: str) -> frozenset[int]:
        entry = self.entries.get(key)
        return frozenset(int(p) for p in entry.parts if p.isdigit()) if entry else frozenset()

    def holds(self, note: Note) -> bool:
        entry = self.entries.get(note.key)
        return entry is not None and {face.part for face in note.faces} <= entry.parts

    def only(self, keys: Iterable[str]) -> "KeysLock":
        return KeysLock({key: self.entries[key] for key in keys if key in self.entries})

    def with_notes(self, notes: Iterable[Note]) -> "KeysLock":
        entries = dict(self.entries)
        for note in notes:
            before = entries.get(note.key)
            parts = {face.part for face in note.faces} | (before.parts if before else set())
            entries[note.key] = Locked(note.kind, frozenset(parts))
        return KeysLock(entries)

    def text(self) -> str:
        rows = (
            " ".join([key, entry.kind, *sorted(entry.parts, key=_natural)])
            for key, entry in sorted(self.entries.items())
        )
        return HEAD + "".join(f"{row}\n" for row in rows)


NO_LOCK = KeysLock()


def _natural(part: str) -> tuple[int, str]:
    return (int(part), "") if part.isdigit() else (0, part)


def read_keys_lock(text: str, report: Report) -> KeysLock:
    entries: dict[str, Locked] = {}
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if len(words) < 3 or words[1] not in set(Kind) or not all(map(is_slug, words)):
            what = f"this line of {NAME} cannot be read"
            report.error(number, 1, what, "take it back from version control; `key` adds to it")
        elif words[0] in entries:
            report.error(number, 1, f"the key {words[0]!r} stands here twice", "join both lines")
        else:
            entries[words[0]] = Locked(Kind(words[1]), frozenset(words[2:]))
    return KeysLock(entries)
