"""The deck's file as any reader finds it: a sound zip, a sound SQLite, the same bytes anywhere."""

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from app.anki.note_types import NOTE_TYPES
from tests.anki.learning import PLACES, Studying, at
from tests.anki.sample import BEGAN_AT, SampleCourse
from tests.ledger.making import NOW, days

ROOT = Path(__file__).parents[2]
EXPORT = "from app.cli.main import main; main()"


def opened(package: Path, folder: Path) -> sqlite3.Connection:
    with zipfile.ZipFile(package) as archive:
        archive.extract("collection.anki2", folder)
    return sqlite3.connect(folder / "collection.anki2")


@pytest.fixture
def tables(course: SampleCourse, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    course.export()
    connection = opened(course.package, tmp_path)
    yield connection
    connection.close()


def test_the_archive_is_sound_deflated_and_without_a_date(course: SampleCourse) -> None:
    course.export()
    with zipfile.ZipFile(course.package) as package:
        assert package.testzip() is None
        for member in package.infolist():
            assert member.compress_type == zipfile.ZIP_DEFLATED
            assert member.date_time == (1980, 1, 1, 0, 0, 0)


def test_media_are_listed_by_name_and_hold_what_the_course_holds(course: SampleCourse) -> None:
    course.export()
    with zipfile.ZipFile(course.package) as package:
        listed = json.loads(package.read("media"))
        assert list(listed) == ["0", "1"]
        assert list(listed.values()) == sorted(listed.values())
        found = {sha256(package.read(number)).digest() for number in listed}
    wanted = (course.folder / "media").iterdir()
    assert found == {sha256(path.read_bytes()).digest() for path in wanted}


def test_the_tables_are_sound(tables: sqlite3.Connection) -> None:
    assert tables.execute("pragma integrity_check").fetchone() == ("ok",)
    assert tables.execute("select count(*) from notes").fetchone() == (13,)
    assert tables.execute("select count(*) from cards").fetchone() == (18,)
    assert tables.execute("select count(*) from revlog").fetchone() == (0,)
    orphans = "select count(*) from cards where nid not in (select id from notes)"
    assert tables.execute(orphans).fetchone() == (0,)


def test_each_note_has_its_types_fields_and_a_name_of_its_own(tables: sqlite3.Connection) -> None:
    fields = {note_type.id: len(note_type.fields) for note_type in NOTE_TYPES}
    rows = tables.execute("select mid, guid, flds, tags, usn, mod from notes").fetchall()
    assert len({row[1] for row in rows}) == len(rows)
    for note_type, _, flds, tags, usn, mod in rows:
        assert flds.count("\x1f") == fields[note_type] - 1
        assert tags.startswith(" ")
        assert tags.endswith(" ")
        assert (usn, mod) == (-1, BEGAN_AT + 86_400)


def test_the_collection_says_what_anki_needs_to_hear(tables: sqlite3.Connection) -> None:
    conf, models, decks, ver = tables.execute("select conf, models, decks, ver from col").fetchone()
    assert json.loads(conf).items() >= {"schedVer": 2, "rollover": 4, "creationOffset": 0}.items()
    assert ver == 11
    types = json.loads(models)
    assert {int(key) for key in types} == {note_type.id for note_type in NOTE_TYPES}
    assert models.count('"css"') == len(NOTE_TYPES)
    in_decks = {row[0] for row in tables.execute("select distinct did from cards")}
    assert in_decks < {int(key) for key in json.loads(decks)}


def test_no_note_bears_the_time_of_the_export(course: SampleCourse) -> None:
    course.export()
    first = course.package.read_bytes(), course.lock.read_bytes()
    course.export()
    assert (course.package.read_bytes(), course.lock.read_bytes()) == first


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_bytes_hang_on_no_machine(course: SampleCourse, tmp_path: Path, seed: str) -> None:
    """Another process, folder, time zone, locale, hash seed and day; the lock goes along."""
    course.export()
    elsewhere = tmp_path / "else where" / "decks"
    elsewhere.mkdir(parents=True)
    (elsewhere / "cpp.lock").write_bytes(course.lock.read_bytes())
    words = ["export", "cpp", "-o", str(elsewhere)]
    world = {"PYTHONHASHSEED": seed, "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    content = {"DRILLBOOK_CONTENT": str(course.folder.parent), "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-c", EXPORT, *words],
        cwd=tmp_path,
        env=os.environ | world | content,
        check=True,
        capture_output=True,
    )
    assert (elsewhere / "cpp.apkg").read_bytes() == course.package.read_bytes()
    assert (elsewhere / "cpp.lock").read_bytes() == course.lock.read_bytes()


def test_another_lock_gives_other_stamps_and_the_same_content(
    course: SampleCourse, tmp_path: Path
) -> None:
    course.export()
    before = course.package.read_bytes()
    course.lock.unlink()
    course.export()
    assert course.package.read_bytes() != before


def test_a_learners_deck_differs_from_the_plain_one_in_progress_alone(
    ada: Studying, tmp_path: Path
) -> None:
    ada.course.export()
    ada.answer("cpp.tone.answer", at(20))
    ada.answer("cpp.tone.answer", at(19))
    plain = opened(ada.course.package, tmp_path / "plain")
    personal = opened(ada.package, tmp_path / "personal")
    for table in ("col", "notes", "cards where ivl = 0"):
        rows = f"select * from {table} order by id"
        kept = set(personal.execute(rows))
        assert kept <= set(plain.execute(rows))
    assert personal.execute("pragma integrity_check").fetchone() == ("ok",)
    schema = "select name from sqlite_master order by name"
    assert personal.execute(schema).fetchall() == plain.execute(schema).fetchall()
    answered = personal.execute("select cid, usn, ease, ivl from revlog order by id").fetchall()
    learned = personal.execute("select id, usn, ivl, due from cards where ivl > 0").fetchall()
    assert [row[1:] for row in answered] == [(-1, 3, 1), (-1, 3, 6)]
    assert {row[0] for row in answered} == {row[0] for row in learned}
    plain.close()
    personal.close()


def test_the_same_progress_gives_the_same_bytes(ada: Studying) -> None:
    for back, card in enumerate(PLACES):
        ada.answer(card, at(40 - back))
    assert ada.export().path.read_bytes() == ada.export(NOW + days(1)).path.read_bytes()
