"""The lessons that an author names: folders of courses, a course, or single files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import NotFound
from app.lessons.keys_lock import KeysLock
from app.lessons.lesson import Lesson
from app.lessons.parse import Surroundings
from app.lessons.problems import Problem
from app.library.content import course_paths
from app.library.reading import CourseLessons, read_course_lessons


@dataclass(frozen=True, slots=True)
class Selection:
    """A course and those of its lessons that were asked for; all of it where none is named."""

    course: CourseLessons
    files: frozenset[str]

    @property
    def id(self) -> str:
        return self.course.text.course.id

    @property
    def folder(self) -> Path:
        return self.course.text.folder.path

    @property
    def around(self) -> Surroundings:
        return self.course.text.around

    @property
    def lock(self) -> KeysLock:
        return self.course.text.lock

    @property
    def lessons(self) -> list[Lesson]:
        if not self.files:
            return list(self.course.lessons)
        return [one for one in self.course.lessons if Path(one.path).name in self.files]

    @property
    def problems(self) -> list[Problem]:
        if not self.files:
            return self.course.problems
        return [p for p in self.course.problems if Path(p.path).name in self.files]


def read_lessons(paths: Sequence[Path]) -> Iterator[Selection]:
    """Each course once, in the order in which it was first named."""
    wanted: dict[Path, set[str]] = {}
    for path in paths:
        if path.is_dir():
            folders = course_paths(path)
            if not folders:
                raise NotFound(f"there is no lesson under {str(path)!r}", "see `drillbook new`")
            wanted.update((folder, set[str]()) for folder in folders)
        elif not path.exists():
            raise NotFound(f"there is no file {str(path)!r}", "look at its name")
        elif path.suffix != ".md":
            raise NotFound(f"{str(path)!r} is no lesson", "a lesson's name ends in .md")
        elif path.parent not in wanted or wanted[path.parent]:
            wanted.setdefault(path.parent, set()).add(path.name)
    for folder, files in wanted.items():
        yield Selection(read_course_lessons(folder), frozenset(files))
