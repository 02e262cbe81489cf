"""An export that is killed leaves nothing that the next one does not take away."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from app.anki.workplace import workplace
from tests.anki.sample import SampleCourse

ROOT = Path(__file__).parents[2]
KILLED_AT_WORK = """
import os, signal, sys
from pathlib import Path
import app.anki.package as package

def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)

package.write_archive = killed
from app.services.export_deck import export_decks
export_decks([Path(sys.argv[1])], Path(sys.argv[2]), Path(sys.argv[2]), 1_760_000_000)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def kill_an_export(course: SampleCourse) -> None:
    words = [sys.executable, "-c", KILLED_AT_WORK, str(course.folder), str(course.decks)]
    ran = subprocess.run(words, cwd=ROOT, check=False)
    assert ran.returncode == -signal.SIGKILL


def test_what_a_killed_export_left_is_taken_away_by_the_next(course: SampleCourse) -> None:
    course.export()
    before = course.package.read_bytes(), course.lock.read_bytes()
    course.edit("01-origins.md", "==1:1979==", "==1:1980==")
    kill_an_export(course)
    assert (course.package.read_bytes(), course.lock.read_bytes()) == before
    assert len(names(course.decks)) > 2
    course.export()
    assert names(course.decks) == ["cpp.apkg", "cpp.lock"]


def test_what_another_export_still_works_in_is_left_alone(tmp_path: Path) -> None:
    with workplace(tmp_path) as one:
        (one / "deck").write_bytes(b"half")
        with workplace(tmp_path) as other:
            assert other != one
            assert (one / "deck").read_bytes() == b"half"
    assert not names(tmp_path)


def test_what_is_somebody_elses_is_left_alone(course: SampleCourse) -> None:
    course.decks.mkdir()
    (course.decks / ".drillbook-export-mine").write_text("a file")
    (course.decks / ".other").mkdir()
    course.export()
    assert names(course.decks) == [".drillbook-export-mine", ".other", "cpp.apkg", "cpp.lock"]


def test_a_deck_has_the_rights_that_any_new_file_has(course: SampleCourse) -> None:
    mask = os.umask(0o027)
    try:
        course.export()
    finally:
        os.umask(mask)
    assert course.package.stat().st_mode & 0o777 == 0o640
