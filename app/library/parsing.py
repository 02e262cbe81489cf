"""Lessons parsed side by side where that pays."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait

from app.lessons.lesson import Lesson
from app.lessons.parse import Surroundings
from app.library.content import Content
from app.library.reading import CourseText, parse_content, parse_in_turn

Progress = Callable[[int, int], None]
# From here on starting processes costs less than it saves.
ENOUGH_FOR_PROCESSES = 64


class Parser:
    """Counts what it has parsed and tells it, that somebody who waits may see."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self.done = 0
        self._total = total
        self._progress = progress

    def parse(self, text: CourseText, names: Sequence[str]) -> dict[str, Lesson]:
        """A lesson that still lacks keys is done anew, knowing which are taken by the others."""
        parsed: dict[str, Lesson] = {}
        for name, lesson in zip(names, _parse_all(text, names), strict=True):
            parsed[name] = lesson
            self.done += 1
            if self._progress:
                self._progress(self.done, max(self._total, self.done))
        keyless = [name for name in names if parsed[name].edits]
        if keyless:
            parsed |= zip(keyless, parse_in_turn(text, keyless), strict=True)
        return parsed


def _parse_all(text: CourseText, names: Sequence[str]) -> Iterator[Lesson]:
    cores = os.cpu_count() or 1
    if len(names) < ENOUGH_FOR_PROCESSES or cores == 1:
        yield from (text.parse(name, text.around_keyed(name)) for name in names)
        return
    jobs = ((text.path_of(n), text.folder.lessons[n], text.around_keyed(n)) for n in names)
    with ProcessPoolExecutor(cores, get_context("spawn"), _end_with_parent) as pool:
        yield from pool.map(_parse_job, jobs, chunksize=8)


def _parse_job(job: tuple[str, Content, Surroundings]) -> Lesson:
    return parse_content(*job)


def _end_with_parent() -> None:
    """A parent that was killed can no longer say that the work is over."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_await_end, args=(parent.sentinel,), daemon=True).start()


def _await_end(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
