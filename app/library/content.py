"""The folders that authors write in, as bytes; the only place that opens them."""

from dataclasses import dataclass
from pathlib import Path

from app.core.errors import NotFound
from app.lessons import course as course_file
from app.lessons import keys_lock
from app.lessons.slugs import is_slug, slug

MEDIA = "media"
NOT_LESSONS = frozenset({"readme.md", "contributing.md", "changelog.md"})


@dataclass(frozen=True, slots=True)
class CourseFolder:
    """A folder with lessons; `toml` and `lock` are None where the file is not there."""

    id: str
    path: Path
    toml: bytes | None
    lock: bytes | None
    lessons: dict[str, bytes | OSError]
    media: frozenset[str]


def course_paths(content: Path) -> list[Path]:
    """The folders of all courses under `content`, which may be a course itself."""
    if not content.is_dir():
        raise NotFound(f"there is no folder {str(content)!r}", "name one, or set DRILLBOOK_CONTENT")
    if _is_course(content):
        return [content]
    return sorted(p for p in content.iterdir() if p.is_dir() and _is_course(p))


def _is_course(folder: Path) -> bool:
    return (folder / course_file.NAME).exists() or bool(lesson_paths(folder))


def read_folder(path: Path) -> CourseFolder:
    name = path.resolve().name
    return CourseFolder(
        name if is_slug(name) else slug(name) or "course",
        path,
        _read(path / course_file.NAME),
        _read(path / keys_lock.NAME),
        {p.name: _read_lesson(p) for p in lesson_paths(path)},
        media_of(path),
    )


def lesson_paths(course: Path) -> list[Path]:
    return sorted(p for p in course.glob("*.md") if p.name.lower() not in NOT_LESSONS)


def media_of(course: Path) -> frozenset[str]:
    """Pictures and sounds, named as a lesson names them."""
    folder = course / MEDIA
    return frozenset(p.relative_to(course).as_posix() for p in folder.rglob("*") if p.is_file())


def signature(content: Path) -> frozenset[tuple[str, int, int]]:
    """Changes whenever a file that a build reads is saved, added or taken away."""
    if not content.is_dir():
        return frozenset()
    found = []
    for folder in course_paths(content):
        names = [folder / course_file.NAME, folder / keys_lock.NAME, *folder.glob("*.md")]
        names += [p for p in (folder / MEDIA).rglob("*") if p.is_file()]
        for path in names:
            try:
                state = path.stat()
            except OSError:
                continue
            found.append((str(path), state.st_mtime_ns, state.st_size))
    return frozenset(found)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _read_lesson(path: Path) -> bytes | OSError:
    try:
        return path.read_bytes()
    except OSError as error:
        return error
