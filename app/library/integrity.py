"""Whether the library's file is sound; it can always be built again."""

import sqlite3
from contextlib import closing
from pathlib import Path


def damage_of(path: Path) -> str | None:
    try:
        address = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        return str(error)
    return None if found == "ok" else str(found)
