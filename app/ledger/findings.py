"""What an examination finds, each with what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    """`derived` can be made again from the log, and `guards` be put back; nothing else can."""

    FILE = "file"
    GUARDS = "guards"
    LOG = "log"
    LEARNER = "learner"
    DERIVED = "derived"
    LIBRARY = "library"
    DISK = "disk"


@dataclass(frozen=True, slots=True)
class Finding:
    where: Where
    what: str
    remedy: str
    learner_id: int | None = None


RESTORE = "restore a backup: `drillbook restore FILE`"
REPAIR = "run `drillbook doctor --repair`"
