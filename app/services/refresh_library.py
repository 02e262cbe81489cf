"""Keeps the library as new as the files, for an author who reads the page while writing."""

import logging
import threading
import time
from pathlib import Path

from app.core.errors import DrillbookError
from app.library.build import build
from app.library.content import signature

LEAST_PAUSE_SECONDS = 0.2
PAUSE_AFTER_FAILURE_SECONDS = 3.0
log = logging.getLogger(__name__)


class Freshness:
    """Looks at the files, not at their text, and at most five times a second."""

    def __init__(self, content: Path, target: Path) -> None:
        self._content = content
        self._target = target
        self._lock = threading.Lock()
        self._seen: tuple[object, object] | None = None
        self._next_look_at = 0.0

    def refresh(self) -> None:
        """Whoever comes while another is at it reads the library that is there."""
        if not self._lock.acquire(blocking=not self._target.exists()):
            return
        try:
            self._look()
        finally:
            self._lock.release()

    def _look(self) -> None:
        if time.monotonic() < self._next_look_at:
            return
        pause = LEAST_PAUSE_SECONDS
        try:
            self._build_if_changed()
        except DrillbookError as error:
            log.warning("%s", error)
            pause = PAUSE_AFTER_FAILURE_SECONDS
        self._next_look_at = time.monotonic() + pause

    def _build_if_changed(self) -> None:
        found = signature(self._content), self._put_in_place()
        if found != self._seen:
            build(self._content, self._target)
            self._seen = found[0], self._put_in_place()

    def _put_in_place(self) -> tuple[int, int]:
        """Changes when the library itself was replaced, damaged or taken away."""
        try:
            state = self._target.stat()
        except OSError:
            return 0, 0
        return state.st_mtime_ns, state.st_size
