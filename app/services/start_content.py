"""A new course or lesson to begin from: a template that checks clean."""

import re
from pathlib import Path

from app.core.errors import DrillbookError
from app.lessons.course import NAME as COURSE_FILE
from app.lessons.slugs import is_slug
from app.lessons.templates import course_template, lesson_template
from app.library.content import lesson_paths
from app.library.safe_write import write_safely
from app.services.write_keys import write_keys


def start_content(content: Path, name: str) -> list[Path]:
    """`spanish` begins a course with a first lesson, `spanish/02-food` adds a lesson."""
    course, _, lesson = name.strip("/").partition("/")
    lesson = lesson.removesuffix(".md")
    number, _, rest = lesson.partition("-")
    numbered = number.isdigit() and bool(rest)
    wanted = rest if numbered else lesson
    for part in (course, *([wanted] if lesson else [])):
        if not is_slug(part):
            raise DrillbookError(f"{part!r} cannot be a name", "use a-z, 0-9 and single hyphens")
    folder = content / course
    number = number if numbered else ""
    return _start_lesson(folder, number, wanted) if lesson else _start_course(folder)


def _start_course(folder: Path) -> list[Path]:
    if folder.exists() and any(folder.iterdir()):
        what = f"{folder} is there already"
        raise DrillbookError(what, f"add a lesson with `drillbook new {folder.name}/NAME`")
    folder.mkdir(parents=True, exist_ok=True)
    write_safely(folder / COURSE_FILE, course_template(folder.name).encode())
    return [folder / COURSE_FILE, *_start_lesson(folder, "01", "first-steps")]


def _start_lesson(folder: Path, number: str, name: str) -> list[Path]:
    if not (folder / COURSE_FILE).exists():
        what = f"there is no course {folder.name!r} in {folder.parent}"
        raise DrillbookError(what, f"begin it with `drillbook new {folder.name}`")
    there = lesson_paths(folder)
    if any(path.stem.partition("-")[2] == name or path.stem == name for path in there):
        raise DrillbookError(f"{folder.name} has a lesson {name!r} already", "choose another name")
    if not number:
        numbers = [int(found[0]) for p in there if (found := re.match(r"\d+", p.name))]
        number = f"{max(numbers, default=0) + 1:02}"
    path = folder / f"{number}-{name}.md"
    write_safely(path, lesson_template(name, folder.name).encode())
    write_keys([path], only_tell=False)
    return [path]
