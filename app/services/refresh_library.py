"""Keeps the library as new as the files, for an author who reads the page while writing."""

import threading
import time
from pathlib import Path

from app.core.errors import DrillbookError
from app.library.build import build
from app.library.content import signature

LEAST_PAUSE_SECONDS = 0.2


class Freshness:
    """Looks at the files, not at their text, and at most five times a second."""

    def __init__(self, content: Path, target: Path) -> None:
        self._content = content
        self._target = target
        self._lock = threading.Lock()
        self._seen: frozenset[tuple[str, int, int]] | None = None
        self._looked_at = 0.0

    def refresh(self) -> None:
        """Whoever comes while another is at it reads the library that is there."""
        if not self._lock.acquire(blocking=self._seen is None):
            return
        try:
            self._look()
        finally:
            self._lock.release()

    def _look(self) -> None:
        now = time.monotonic()
        if now - self._looked_at < LEAST_PAUSE_SECONDS and self._target.exists():
            return
        self._looked_at = now
        try:
            found = signature(self._content)
            if found != self._seen or not self._target.exists():
                build(self._content, self._target)
                self._seen = found
        except DrillbookError:
            self._seen = None
