"""The folders that authors write in, as bytes; the only place that opens them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from errno import EILSEQ, EINVAL
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from app.core.errors import NotFound
from app.lessons import course as course_file
from app.lessons import keys_lock
from app.lessons.slugs import Names, is_slug, slug

MEDIA = "media"
NOT_LESSONS = frozenset({"readme.md", "contributing.md", "changelog.md"})
# More than any lesson may have: what goes beyond it is not taken into memory.
ENOUGH_BYTES = 64 * 1024 * 1024

Content = bytes | OSError


@dataclass(frozen=True, slots=True)
class CourseFolder:
    """A folder with lessons; `toml` and `lock` are None where the file is not there."""

    id: str
    path: Path
    toml: Content | None
    lock: Content | None
    lessons: dict[str, Content]
    media: frozenset[str]

    @property
    def shown(self) -> str:
        return printable(self.path.as_posix())


def printable(text: str) -> str:
    """A file's name may be any bytes; what is shown and stored is text."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def course_paths(content: Path) -> list[Path]:
    """The folders of all courses under `content`, which may be a course itself."""
    if not content.is_dir():
        raise NotFound(f"there is no folder {str(content)!r}", "name one, or set DRILLBOOK_CONTENT")
    if (content / course_file.NAME).is_file():
        return [content]
    folders = (path for path in _entries(content) if not path.name.startswith("."))
    found = [path for path in folders if path.is_dir() and _is_course(path)]
    return found or ([content] if lesson_paths(content) else [])


def _is_course(folder: Path) -> bool:
    return any(p.name == course_file.NAME for p in _entries(folder)) or bool(lesson_paths(folder))


def _entries(folder: Path) -> list[Path]:
    """One that may not be looked into is as good as empty: it costs the others nothing."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def read_folders(content: Path) -> list[CourseFolder]:
    """Every course under a name of its own; whose folder has a proper name is sure to keep it."""
    taken: set[str] = set()
    found: dict[Path, CourseFolder] = {}
    paths = course_paths(content)
    for path in sorted(paths, key=lambda path: not is_slug(folder_name(path))):
        folder = read_folder(path, frozenset(taken))
        taken.add(folder.id)
        found[path] = folder
    return [found[path] for path in paths]


def folder_name(path: Path) -> str:
    return printable(Path(os.path.abspath(path)).name)  # noqa: PTH100 (a link keeps its name)


def read_folder(
    path: Path, taken: frozenset[str] = frozenset(), only: frozenset[str] = frozenset()
) -> CourseFolder:
    """`only` names the files to read where others in the folder do not matter."""
    name = folder_name(path)
    lessons = (p for p in lesson_paths(path) if not only or p.name in only)
    return CourseFolder(
        Names(taken).new(name if is_slug(name) else slug(name) or "course"),
        path,
        _read_beside(path / course_file.NAME),
        _read_beside(path / keys_lock.NAME),
        {printable(p.name): _read_lesson(p) for p in lessons},
        frozenset(media_of(path)),
    )


def lesson_paths(course: Path) -> list[Path]:
    return [path for path in _entries(course) if is_lesson_name(path.name)]


def is_lesson_name(name: str) -> bool:
    return name.endswith(".md") and name[0] != "." and name.lower() not in NOT_LESSONS


def media_of(course: Path) -> Iterator[str]:
    """Pictures and sounds, named as a lesson names them."""
    for path in _media_paths(course):
        yield printable(path.relative_to(course).as_posix())


def _media_paths(course: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(course / MEDIA):
        yield from (path for name in names if (path := Path(folder, name)).is_file())


def signature(content: Path) -> frozenset[tuple[str, int, int, int]]:
    """Changes whenever a file that a build reads is saved, added or taken away."""
    try:
        folders = course_paths(content)
    except NotFound:
        return frozenset()
    found = set()
    for folder in folders:
        beside = [folder / course_file.NAME, folder / keys_lock.NAME]
        for path in (*beside, *lesson_paths(folder), *_media_paths(folder)):
            try:
                state = path.stat()
            except OSError:
                continue
            found.add((str(path), state.st_ctime_ns, state.st_mtime_ns, state.st_size))
    return frozenset(found)


def _read_beside(path: Path) -> Content | None:
    try:
        return _read(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        return error


def _read_lesson(path: Path) -> Content:
    try:
        if printable(path.name) != path.name:
            raise OSError(EILSEQ, "its name is not UTF-8 text")
        return _read(path)
    except OSError as error:
        return error


def _read(path: Path) -> bytes:
    """A pipe or a device would keep us waiting for ever."""
    mode = path.stat().st_mode
    if not S_ISREG(mode) and not S_ISDIR(mode):
        raise OSError(EINVAL, "it is not a file")
    with path.open("rb") as file:
        return file.read(ENOUGH_BYTES)
