"""What cannot be exported: a clear word, no half file, and the old deck as it was."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.core.errors import DrillbookError
from app.core.events import AskedAs
from tests.anki.learning import Studying, at
from tests.anki.sample import SampleCourse

ROOT = Path(__file__).parents[2]
WITH_LITTLE_ROOM = """
import resource, sys
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
from app.cli.main import main
main()
"""


def with_little_room(
    course: SampleCourse, room: int, *words: str
) -> subprocess.CompletedProcess[str]:
    given = [str(room), "export", "cpp", "-o", str(course.decks), *words]
    found = {
        "DRILLBOOK_CONTENT": str(course.folder.parent),
        "DRILLBOOK_HOME": str(course.folder.parents[1]),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        [sys.executable, "-c", WITH_LITTLE_ROOM, *given],
        env=os.environ | found,
        capture_output=True,
        text=True,
        check=False,
    )


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def test_a_course_without_cards_makes_no_deck(course: SampleCourse) -> None:
    for name in ("01-origins.md", "02-practice.md"):
        course.write(name, f"---\nid: {name[:2]}-x\ntitle: {name}\n---\n\nOnly prose.\n")
    with pytest.raises(DrillbookError, match=r"content/cpp: the course has no cards \(mark an"):
        course.export()
    assert not state(course.decks)


def test_a_folder_without_a_course_makes_none(course: SampleCourse, tmp_path: Path) -> None:
    course.folder = tmp_path / "nothing"
    course.folder.mkdir()
    with pytest.raises(DrillbookError, match="there is no lesson in"):
        course.export()


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ("A: ![A dot](media/dot.png)", "A:", "01-origins.md", "empty"),
        ("media/dot.png", "media/lost.png", "01-origins.md:20:", "'media/lost.png' is missing"),
        ("==1:1979==", "==1:1979", "01-origins.md:8:", "not closed"),
    ],
)
def test_a_lesson_with_an_error_keeps_the_old_deck_and_is_named(
    course: SampleCourse, old: str, new: str, where: str, what: str
) -> None:
    course.export()
    before = state(course.decks)
    course.edit("01-origins.md", old, new)
    report = course.tried()
    assert not report.decks
    assert any(where in str(each) and what in str(each) for each in report.problems)
    assert state(course.decks) == before


def test_a_picture_that_cannot_be_read_is_named_with_its_place(course: SampleCourse) -> None:
    course.export()
    before = state(course.decks)
    dot = course.folder / "media" / "dot.png"
    dot.unlink()
    dot.symlink_to(dot.parent)  # stands there, and is no file
    report = course.tried()
    assert any("01-origins.md:20:" in str(problem) for problem in report.problems)
    assert state(course.decks) == before


def test_a_side_that_shows_nothing_is_named_with_its_place(course: SampleCourse) -> None:
    course.edit("01-origins.md", "A: ![A dot](media/dot.png)", "A: &nbsp;&#8203;")
    try:
        said = " ".join(map(str, course.tried().problems))
    except DrillbookError as error:
        said = str(error)
    assert "01-origins.md:19:" in said
    assert "empty" in said


def test_a_cloze_that_anki_cannot_count_to_is_named_with_its_place(course: SampleCourse) -> None:
    """A long history has used up the numbers before it."""
    course.write("keys.lock", f"many cloze {' '.join(map(str, range(1, 500)))}\n")
    course.edit("01-origins.md", "## Names\n", "## Names\n\nIt is ==500:new==. {#many}\n")
    with pytest.raises(DrillbookError, match=r"01-origins.md:17:1: Anki knows no cloze above 499"):
        course.export()
    assert not state(course.decks)


def test_notes_without_written_keys_are_warned_of(course: SampleCourse) -> None:
    report = course.tried()
    assert len(report.decks) == 1
    assert {problem.code for problem in report.problems} == {"unkeyed"}


@pytest.mark.parametrize(
    "line", ["begun 1 2", "<<<<<<< mine", "begun x 2 abc", "begun 1 2 a\nbegun 1 2 a"]
)
def test_a_lock_that_cannot_be_read_stops_the_export(course: SampleCourse, line: str) -> None:
    course.export()
    before = course.package.read_bytes()
    course.lock.write_text(f"# A lock\n{line}\n", encoding="utf-8")
    with pytest.raises(DrillbookError, match=r"cpp.lock:\d:1: this line of the lock cannot be"):
        course.export()
    assert course.package.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_named(course: SampleCourse, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    course.decks = tmp_path / "file" / "decks"
    with pytest.raises(DrillbookError, match=r"cpp.apkg cannot be written: Not a directory"):
        course.export()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_the_right_to_write_is_named(course: SampleCourse) -> None:
    course.export()
    course.decks.chmod(0o555)
    with pytest.raises(DrillbookError, match="cannot be written: Permission denied"):
        course.export()
    course.decks.chmod(0o755)


@pytest.mark.parametrize("room", [100, 5_000, 50_000, 200_000, 1_000_000])
def test_a_full_disk_leaves_the_old_deck(course: SampleCourse, room: int) -> None:
    """Full while the lock, the tables or the archive is written."""
    course.export()
    before = state(course.decks)
    sound = course.folder / "media" / "tone.mp3"
    sound.write_bytes(b"ID3" + bytes(range(256)) * 100 + os.urandom(2_000_000))
    ran = with_little_room(course, room)
    assert ran.returncode == 1
    assert "cpp.apkg cannot be written" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert state(course.decks) == before


@pytest.mark.parametrize("room", [60_000, 300_000, 1_500_000])
def test_a_full_disk_leaves_the_old_deck_of_a_learner(ada: Studying, room: int) -> None:
    """Full while the tables, their answers or the archive is written."""
    course = ada.course
    ada.answer("cpp.tone.answer", at(20))
    before = ada.package.name, state(course.decks)
    for back in range(100, 0, -1):
        ada.answer("cpp.tone.answer", at(back), asked_as=AskedAs.CRAM)
    (course.folder / "media" / "tone.mp3").write_bytes(b"ID3" + os.urandom(2_000_000))
    ran = with_little_room(course, room, "--learner", "ada")
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert "cpp.ada.apkg cannot be written" in ran.stderr
    assert state(course.decks) == before[1]


def test_a_folder_that_cannot_be_written_keeps_a_learners_deck_too(ada: Studying) -> None:
    ada.course.decks.write_text("a file", encoding="utf-8")
    with pytest.raises(DrillbookError, match=r"cpp.ada.apkg cannot be written: (Not|File)"):
        ada.export()
