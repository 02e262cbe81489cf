"""Writes a library beside the one in use and puts it in place at one stroke."""

import os
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from app.core.cards import sibling_groups
from app.lessons.course import NAME as COURSE_FILE
from app.lessons.course import Course
from app.lessons.lesson import Lesson
from app.lessons.problems import Problem
from app.library import rows
from app.library.previous import Previous
from app.library.rows import LEVEL_STEP, Owner, Row
from app.library.schema import OF_A_LESSON, SCHEMA_VERSION, create_indexes, create_tables


@dataclass(frozen=True, slots=True)
class CourseChange:
    """A course with the lessons that were read anew; all others stay as they are."""

    course: Course
    path: str
    order: tuple[str, ...]
    fresh: dict[str, Lesson]
    fingerprints: dict[str, str]
    problems: tuple[Problem, ...]


def write_library(
    target: Path, previous: Previous, changes: Sequence[CourseChange], digest: str
) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    building = target.with_name(f"{target.name}.{os.getpid()}.building")
    building.unlink(missing_ok=True)
    try:
        if previous.path is not None:
            shutil.copyfile(previous.path, building)
        _fill(building, previous, changes, digest)
        building.replace(target)
    finally:
        building.unlink(missing_ok=True)


def _fill(path: Path, previous: Previous, changes: Sequence[CourseChange], digest: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        # Nothing can be lost here: the file is thrown away if it is not finished.
        connection.execute("pragma journal_mode = off")
        connection.execute("pragma synchronous = off")
        connection.execute("begin")
        db = Database(connection)
        if previous.path is None:
            create_tables(db)
        _forget_gone(db, previous, changes)
        ids = _next_ids(db)
        meta = {"schema": str(SCHEMA_VERSION), "digest": digest}
        db.table("meta").insert_all(
            ({"name": name, "value": value} for name, value in meta.items()), replace=True
        )
        for change in changes:
            _write_course(db, previous, change, ids)
        connection.execute("commit")
        if previous.path is None:
            create_indexes(db)
    finally:
        connection.close()


def _forget_gone(db: Database, previous: Previous, changes: Sequence[CourseChange]) -> None:
    wanted = {(change.course.id, name) for change in changes for name in change.order}
    for course, file in previous.lessons:
        if (course, file) not in wanted:
            _forget(db, course, file)
    db.execute("delete from courses")
    db.execute("delete from levels")
    db.execute("delete from problems where file = ?", [COURSE_FILE])


def _forget(db: Database, course: str, file: str) -> None:
    for table in OF_A_LESSON:
        db.table(table).delete_where("course = ? and file = ?", [course, file])


def _next_ids(db: Database) -> dict[int, int]:
    found = db.execute("select level, max(id) from places group by level").fetchall()
    return defaultdict(int, {level: last - level * LEVEL_STEP for level, last in found})


def _write_course(
    db: Database, previous: Previous, change: CourseChange, ids: dict[int, int]
) -> None:
    course = change.course
    gathered: dict[str, list[Row]] = defaultdict(list)
    for file, lesson in change.fresh.items():
        _gather(db, previous, change, Owner(course.id, file), lesson, gathered, ids)
    gathered["problems"] += rows.problem_rows(Owner(course.id, COURSE_FILE), change.problems)
    for table, found in gathered.items():
        _insert(db, table, found)
    _set_order(db, course.id, change.order)
    _set_siblings(db, course.id)
    first, *_ = course.levels
    problems = db.execute("select count(*) from problems where course = ?", [course.id])
    db.table("courses").insert(
        {
            "id": course.id,
            "title": course.title,
            "summary": course.summary,
            "language": course.language,
            "path": change.path,
            "first_level": first.title,
            "problems": problems.fetchone()[0],
        }
    )
    db.table("levels").insert_all(
        {"course": course.id, "position": n, "title": level.title, "xp": level.xp}
        for n, level in enumerate(course.levels, 1)
    )


def _gather(
    db: Database,
    previous: Previous,
    change: CourseChange,
    owner: Owner,
    lesson: Lesson,
    gathered: dict[str, list[Row]],
    ids: dict[int, int],
) -> None:
    sound = lesson.is_sound
    if not sound and (owner.course, owner.file) in previous.lessons:
        _keep_last_good(db, owner)
    else:
        _forget(db, owner.course, owner.file)
        print_ = change.fingerprints[owner.file] if sound and not _lacks_keys(lesson) else ""
        notes = lesson.notes if sound else ()
        gathered["lessons"].append(rows.lesson_row(owner, lesson, notes, print_))
        gathered["sections"] += rows.section_rows(owner, lesson.sections, sound)
        for section, part in enumerate(lesson.sections if sound else ()):
            for note in part.notes:
                position = len(gathered["notes"])
                gathered["notes"].append(rows.note_row(owner, note, section, position))
                gathered["cards"] += rows.card_rows(owner, note, position)
                gathered["options"] += rows.option_rows(owner, note)
        gathered["places"] += _with_ids(rows.place_rows(owner, lesson, sound), ids)
    gathered["problems"] += rows.problem_rows(owner, lesson.problems)


def _lacks_keys(lesson: Lesson) -> bool:
    return any(problem.code == "unkeyed" for problem in lesson.problems)


def _keep_last_good(db: Database, owner: Owner) -> None:
    place = [owner.course, owner.file]
    db.execute("delete from problems where course = ? and file = ?", place)
    db.execute(
        "update lessons set outdated = 1, fingerprint = '' where course = ? and file = ?", place
    )


def _with_ids(places: Iterable[Row], ids: dict[int, int]) -> Iterable[Row]:
    for place in places:
        ids[place["level"]] += 1
        yield {"id": place["level"] * LEVEL_STEP + ids[place["level"]], **place}


def _insert(db: Database, table: str, found: list[Row]) -> None:
    # A key may still stand in the last good version of a broken lesson: the sound one has it.
    db.table(table).insert_all(found, replace=table in ("notes", "cards", "options"))


def _set_order(db: Database, course: str, order: Sequence[str]) -> None:
    db.conn.executemany(
        "update lessons set position = ? where course = ? and file = ? and position != ?",
        [(n, course, file, n) for n, file in enumerate(order, 1)],
    )


def _set_siblings(db: Database, course: str) -> None:
    same = db.execute(
        "select key, same_fact_as from notes where course = ? and same_fact_as is not null",
        [course],
    )
    groups = sibling_groups(same.fetchall())
    db.execute("update notes set siblings = key where course = ? and siblings != key", [course])
    db.conn.executemany(
        "update notes set siblings = ? where course = ? and key = ?",
        [(group, course, key) for key, group in groups.items()],
    )
