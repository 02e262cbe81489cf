"""Makes progress safe from edits: missing keys go into the lessons, all keys into the lock."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.lessons.keying import with_keys
from app.lessons.keys_lock import NAME as LOCK_FILE
from app.lessons.problems import Problem
from app.library.safe_write import write_safely
from app.services.read_lessons import Selection, choose_lessons


@dataclass(frozen=True, slots=True)
class KeyReport:
    """`changed` are the files that were written, or would be."""

    changed: tuple[str, ...]
    problems: tuple[Problem, ...]


def write_keys(paths: Sequence[Path], *, only_tell: bool) -> KeyReport:
    changed: list[str] = []
    choice = choose_lessons(paths)
    problems = list(choice.problems)
    for selection in choice.selections:
        broken = [p for p in selection.course.text.problems if not p.code]
        broken += [p for lesson in selection.lessons for p in lesson.problems if not p.code]
        problems += broken
        if not any(Path(p.path).name == LOCK_FILE for p in broken):
            changed += _write(selection, only_tell, problems)
    return KeyReport(tuple(changed), tuple(sorted(problems)))


def _write(selection: Selection, only_tell: bool, problems: list[Problem]) -> list[str]:
    changed = []
    lock = selection.lock
    for lesson in selection.lessons:
        if not lesson.is_sound:
            continue
        path = selection.folder / Path(lesson.path).name
        text = path.read_text("utf-8")
        keyed = with_keys(lesson, text, selection.around)
        if keyed.text is None:
            what = "keys cannot be written here without changing something else"
            problems.append(Problem(lesson.path, 1, 1, what, "write them by hand"))
            continue
        if keyed.text != text:
            changed.append(lesson.path)
            if not only_tell:
                write_safely(path, keyed.text.encode())
        lock = lock.with_notes(keyed.lesson.notes)
    if lock.text() != selection.lock.text():
        changed.append((selection.folder / LOCK_FILE).as_posix())
        if not only_tell:
            write_safely(selection.folder / LOCK_FILE, lock.text().encode())
    return changed
