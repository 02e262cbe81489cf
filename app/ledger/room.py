"""Room on the disk where the ledger lies, told while there is still some left."""

import shutil
from pathlib import Path

from app.ledger.findings import Finding, Where

# A day of a hundred learners takes some megabytes; a backup and a migration a copy of the file.
LEAST_FREE_BYTES = 200_000_000


def lack_of_room(path: Path) -> Finding | None:
    free = shutil.disk_usage(path.parent).free
    if free >= LEAST_FREE_BYTES:
        return None
    what = f"only {free // 1_000_000} MB are free where the ledger lies, in {path.parent}"
    remedy = "make room: on a full disk no answer can be recorded"
    return Finding(Where.DISK, what, remedy)
