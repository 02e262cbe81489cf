"""Writes a library beside the one in use and puts it in place at one stroke."""

import os
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from sqlite_utils import Database

from app.lessons.course import NAME as COURSE_FILE
from app.library.changes import CourseChange
from app.library.previous import Previous
from app.library.rows import LEVEL_STEP
from app.library.schema import SCHEMA_VERSION, create_indexes, create_tables
from app.library.write_course import forget, write_course

BUILDING = ".building"


def write_library(
    target: Path, previous: Previous, changes: Sequence[CourseChange], digest: str
) -> None:
    building = target.with_name(f"{target.name}.{os.getpid()}{BUILDING}")
    try:
        if previous.path is not None:
            shutil.copyfile(previous.path, building)
        _fill(building, previous, changes, digest)
        building.replace(target)
    finally:
        building.unlink(missing_ok=True)


def sweep(target: Path) -> None:
    """What builds that were killed have left; none but ours is at work now."""
    for path in target.parent.iterdir():
        if path.name.startswith(f"{target.name}.") and path.name.endswith(BUILDING):
            path.unlink(missing_ok=True)


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
        for change in changes:
            write_course(db, previous, change, ids)
        _write_meta(db, digest)
        connection.execute("commit")
        if previous.path is None:
            create_indexes(db)
    finally:
        connection.close()


def _write_meta(db: Database, digest: str) -> None:
    meta = {"schema": SCHEMA_VERSION, "digest": digest, "cards": db.table("cards").count}
    db.table("meta").insert_all(
        ({"name": name, "value": str(value)} for name, value in meta.items()), replace=True
    )


def _forget_gone(db: Database, previous: Previous, changes: Sequence[CourseChange]) -> None:
    wanted = {(change.course.id, name) for change in changes for name in change.order}
    for course, file in previous.lessons:
        if (course, file) not in wanted:
            forget(db, course, file)
    db.execute("delete from courses")
    db.execute("delete from levels")
    db.execute("delete from problems where file = ?", [COURSE_FILE])


def _next_ids(db: Database) -> dict[int, int]:
    found = db.execute("select level, max(id) from places group by level").fetchall()
    return defaultdict(int, {level: last - level * LEVEL_STEP for level, last in found})
