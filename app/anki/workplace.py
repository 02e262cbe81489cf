"""The hidden folder in which an export works, beside what it will replace.

Whoever is killed leaves it behind, with as much as a whole deck in it; the next export takes away
what nobody holds any more. A locked file says so, whatever way its holder ended.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp
from typing import IO

if sys.platform != "win32":  # where there is no flock, nobody can tell what was left behind
    import fcntl

BEGUN = ".drillbook-begun-"
HELD = ".drillbook-export-"
HOLDER = "held"


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    if sys.platform == "win32":
        with TemporaryDirectory(dir=folder, prefix=HELD) as place:
            yield Path(place)
        return
    _take_away_old(folder)
    begun = Path(mkdtemp(dir=folder, prefix=BEGUN))
    held = begun.with_name(begun.name.replace(BEGUN, HELD))
    try:
        with (begun / HOLDER).open("wb") as holder:
            _hold(holder)
            begun.rename(held)  # to the name that others look for: none finds it not yet held
            yield held
    finally:
        rmtree(begun, ignore_errors=True)
        rmtree(held, ignore_errors=True)


def _take_away_old(folder: Path) -> None:
    for place in folder.glob(f"{HELD}*"):
        try:
            with (place / HOLDER).open("ab") as holder:
                if _hold(holder):
                    rmtree(place, ignore_errors=True)
        except OSError:
            continue  # somebody else's, or another export was faster


def _hold(holder: IO[bytes]) -> bool:
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(holder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
