"""The lessons that an author names: folders of courses, a course, or single files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import NotFound
from app.lessons.course import NAME as COURSE_FILE
from app.lessons.keys_lock import KeysLock
from app.lessons.lesson import Lesson
from app.lessons.parse import Surroundings
from app.lessons.problems import Problem
from app.library.content import course_paths, is_lesson_name, printable
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


@dataclass(frozen=True, slots=True)
class Choice:
    """What the named paths come to; `problems` are those of the paths that name nothing."""

    selections: Iterator[Selection]
    problems: tuple[Problem, ...]


def choose_lessons(paths: Sequence[Path]) -> Choice:
    """Each course once, in the order in which it was first named."""
    wanted: dict[Path, set[str]] = {}
    problems = []
    for path in paths:
        try:
            _want(path, wanted)
        except NotFound as error:
            shown = printable(path.as_posix())
            problems.append(Problem(shown, 1, 1, error.what, error.remedy))
    return Choice((_read(folder, files) for folder, files in wanted.items()), tuple(problems))


def read_lessons(paths: Sequence[Path]) -> Iterator[Selection]:
    """As above, where a path that names nothing ends it all."""
    wanted: dict[Path, set[str]] = {}
    for path in paths:
        _want(path, wanted)
    return (_read(folder, files) for folder, files in wanted.items())


def _want(path: Path, wanted: dict[Path, set[str]]) -> None:
    if path.is_dir() and not (path.suffix == ".md" and (path.parent / COURSE_FILE).exists()):
        folders = course_paths(path)
        if not folders:
            raise NotFound(f"there is no lesson in {str(path)!r}", "begin one with `drillbook new`")
        wanted.update((folder, set[str]()) for folder in folders)
    elif not path.is_symlink() and not path.exists():
        raise NotFound(f"there is no file {str(path)!r}", "look at its name")
    elif not is_lesson_name(path.name):
        raise NotFound(
            f"{path.name!r} is no lesson", "a lesson's name ends in .md, and is not README.md"
        )
    elif path.parent not in wanted or wanted[path.parent]:
        wanted.setdefault(path.parent, set()).add(printable(path.name))


def _read(folder: Path, files: set[str]) -> Selection:
    """Files that lie in no course have no neighbours that matter."""
    alone = files if not (folder / COURSE_FILE).exists() else set[str]()
    return Selection(read_course_lessons(folder, frozenset(alone)), frozenset(files))
