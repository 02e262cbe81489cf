"""The library in use, opened for reading, and opened again when a new one is in its place."""

import sqlite3
import threading
from pathlib import Path

from sqlite_utils import Database

from app.core.errors import DrillbookError
from app.library.card_ids import CardIds
from app.library.previous import reading_address
from app.library.snapshot import Snapshot


class _Closing(sqlite3.Connection):
    """Ends with its thread; Python leaves it to chance, and from 3.13 on complains."""

    def __del__(self) -> None:
        self.close()


class Library:
    """One connection a thread: SQLite's own are not to be shared."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._ids = "", CardIds()

    @property
    def version(self) -> str:
        """Changes with every library that is put in place; empty where there is none."""
        try:
            state = self.path.stat()
        except OSError:
            return ""
        return f"{state.st_ino:x}-{state.st_mtime_ns:x}"

    def ready(self) -> bool:
        try:
            self.now().courses()
        except DrillbookError:
            return False
        return True

    def now(self) -> Snapshot:
        """The library as it is now: all that one page shows comes from one of these."""
        version = self.version
        if not version:
            raise DrillbookError("there is no library yet", "run `drillbook build`")
        if getattr(self._local, "version", None) != version:
            self._open()
            self._local.version = version
        return Snapshot(self._local.db, self.path, self._ids_of(version))

    def _ids_of(self, version: str) -> CardIds:
        of, ids = self._ids
        if of != version:
            ids = CardIds()
            self._ids = version, ids
        return ids

    def _open(self) -> None:
        earlier: Database | None = getattr(self._local, "db", None)
        if earlier is not None:
            earlier.conn.close()
        address = reading_address(self.path)
        connection = sqlite3.connect(address, uri=True, check_same_thread=False, factory=_Closing)
        self._local.db = Database(connection)
