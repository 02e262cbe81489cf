"""`<course>.lock`: when each note of a deck last changed, and what it was then.

Anki takes a note over only if its stamp is newer than the one it has, and then replaces the
learner's tags and edits: so a stamp is a real time, and moves with the content alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.core.errors import DrillbookError

HEAD = "# When each note last changed. Written by `drillbook export`; keep it, and never edit it.\n"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Seconds since 1970; the digest is that of all that a learner would get."""

    added_at: int
    changed_at: int
    digest: str


@dataclass(frozen=True, slots=True)
class DeckLock:
    """Retired notes stay: one that returns as it was changes nothing for whoever has it still."""

    stamps: Mapping[str, Stamp] = field(default_factory=dict)

    def stamped(self, digests: Mapping[str, str], now: int) -> "DeckLock":
        stamps = dict(self.stamps)
        for name, digest in digests.items():
            before = stamps.get(name)
            if before is None:
                stamps[name] = Stamp(now, now, digest)
            elif before.digest != digest:  # later than before even where the clock is not
                stamps[name] = Stamp(before.added_at, max(now, before.changed_at + 1), digest)
        return DeckLock(stamps)

    def text(self) -> str:
        rows = (
            f"{name} {stamp.added_at} {stamp.changed_at} {stamp.digest}\n"
            for name, stamp in sorted(self.stamps.items())
        )
        return HEAD + "".join(rows)


def read_deck_lock(text: str, path: str) -> DeckLock:
    stamps: dict[str, Stamp] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        words = line.split(" ")
        if len(words) != 4 or not (words[1] + words[2]).isdecimal() or words[0] in stamps:
            what = f"{path}:{number}:1: this line of the lock cannot be read"
            raise DrillbookError(what, "take the file back from version control, then export anew")
        stamps[words[0]] = Stamp(int(words[1]), int(words[2]), words[3])
    return DeckLock(stamps)
