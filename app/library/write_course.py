"""One course's rows: those of its new lessons come in, those of a broken one stay."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlite_utils import Database

from app.core.cards import sibling_groups
from app.lessons.course import NAME as COURSE_FILE
from app.lessons.course import Course
from app.lessons.lesson import Lesson
from app.lessons.slugs import Names
from app.library import rows
from app.library.changes import CourseChange
from app.library.previous import Previous
from app.library.rows import LEVEL_STEP, Owner, Row
from app.library.schema import OF_A_LESSON, insert_rows

# A problem of these comes from the neighbours: such a lesson is read again at every build.
BESIDE_OTHERS = frozenset({"same-prompt"})
Gathered = dict[str, list[Row]]


def write_course(
    db: Database, previous: Previous, change: CourseChange, ids: dict[int, int]
) -> None:
    course = change.course.id
    gathered: Gathered = defaultdict(list)
    outdated = []
    for file, lesson in change.fresh.items():
        owner = Owner(course, file)
        gathered["problems"] += rows.problem_rows(owner, lesson.problems)
        if not lesson.is_sound and previous.is_good(course, file):
            _keep_last_good(db, owner)
            outdated.append(owner)
            continue
        if (course, file) in previous.lessons:
            forget(db, course, file)
        _gather(owner, lesson, change.fingerprints[file], gathered, ids)
    _yield_keys(db, outdated, {note["key"] for note in gathered["notes"]})
    gathered["problems"] += rows.problem_rows(Owner(course, COURSE_FILE), change.problems)
    for table, found in gathered.items():
        insert_rows(db, table, found)
    _set_order(db, course, change.order)
    _set_siblings(db, course)
    _part_ids(db, course)
    _write_head(db, change.course, change.path)


def forget(db: Database, course: str, file: str) -> None:
    for table in OF_A_LESSON:
        db.table(table).delete_where("course = ? and file = ?", [course, file])


def _gather(
    owner: Owner, lesson: Lesson, print_: str, gathered: Gathered, ids: dict[int, int]
) -> None:
    sound = lesson.is_sound
    settled = sound and not lesson.edits and BESIDE_OTHERS.isdisjoint(_codes(lesson))
    notes = lesson.notes if sound else ()
    gathered["lessons"].append(rows.lesson_row(owner, lesson, notes, print_ if settled else ""))
    gathered["sections"] += rows.section_rows(owner, lesson.sections, sound)
    gathered["places"] += _with_ids(rows.place_rows(owner, lesson, sound), ids)
    section_of = {note.key: n for n, part in enumerate(lesson.sections) for note in part.notes}
    for position, note in enumerate(notes):
        gathered["notes"].append(rows.note_row(owner, note, section_of[note.key], position))
        gathered["cards"] += rows.card_rows(owner, note, position)
        gathered["options"] += rows.option_rows(owner, note)


def _codes(lesson: Lesson) -> Iterator[str]:
    return (problem.code for problem in lesson.problems)


def _with_ids(places: Iterable[Row], ids: dict[int, int]) -> Iterator[Row]:
    for place in places:
        ids[place["level"]] += 1
        yield {"id": place["level"] * LEVEL_STEP + ids[place["level"]], **place}


def _keep_last_good(db: Database, owner: Owner) -> None:
    place = [owner.course, owner.file]
    db.execute("delete from problems where course = ? and file = ?", place)
    db.execute(
        "update lessons set outdated = 1, fingerprint = '' where course = ? and file = ?", place
    )


def _yield_keys(db: Database, outdated: Sequence[Owner], taken: set[str]) -> None:
    """A fact that has moved out of a lesson that is broken now is asked where it is."""
    for owner in outdated:
        place = [owner.course, owner.file]
        sql = "select key from notes where course = ? and file = ?"
        for (key,) in db.execute(sql, place).fetchall():
            if key in taken:
                for table in ("notes", "cards", "options"):
                    db.table(table).delete_where("course = ? and key = ?", [owner.course, key])
        for table, column in (("notes", "facts"), ("cards", "cards")):
            left = db.table(table).count_where("course = ? and file = ?", place)
            sql = f"update lessons set {column} = ? where course = ? and file = ?"  # noqa: S608
            db.execute(sql, [left, *place])


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


def _part_ids(db: Database, course: str) -> None:
    """Two pages never have one address: of two lessons with one id, the sound one keeps it."""
    found = db.execute(
        "select id, file from lessons where course = ? "
        "order by outdated, fingerprint = '', facts = 0, position",
        [course],
    ).fetchall()
    if len({id_ for id_, _ in found}) == len(found):
        return
    names = Names()
    db.conn.executemany(
        "update lessons set id = ? where course = ? and file = ?",
        [(names.new(id_), course, file) for id_, file in found],
    )


def _write_head(db: Database, course: Course, path: str) -> None:
    problems = db.table("problems").count_where("course = ?", [course.id])
    db.table("courses").insert(
        {
            "id": course.id,
            "title": course.title,
            "summary": course.summary,
            "language": course.language,
            "path": path,
            "problems": problems,
        }
    )
    db.table("levels").insert_all(
        {"course": course.id, "position": n, "title": level.title, "xp": level.xp}
        for n, level in enumerate(course.levels, 1)
    )
