"""Kills, full disks and two builders at once: the library is always whole."""

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.core.errors import DrillbookError
from app.library.safe_write import write_safely
from app.library.write import BUILDING
from tests.library.courses import DRINK, FOOD, Shelf

ROOT = Path(__file__).parents[2]


def start(shelf: Shelf, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.library.build_once", str(shelf.content)]
    return subprocess.Popen(
        [*command, str(shelf.target), *more],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def fill(shelf: Shelf, words: str, lessons: int = 12) -> None:
    for number in range(lessons):
        text = FOOD.replace("food", f"food-{number}").replace("#bread", f"#bread-{number}")
        shelf.save(f"{number:02}.md", text.replace("flour", words))


def test_a_reader_never_sees_half_while_builds_run(shelf: Shelf) -> None:
    fill(shelf, "number 0")
    shelf.build()
    over = threading.Event()
    seen: list[set[str]] = []

    def read() -> None:
        library = shelf.library
        while not over.is_set():
            hits = library.now().search("number", 50)
            seen.append({hit["snippet"] for hit in hits if hit["level"] == "card"})

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for version in range(1, 15):
            fill(shelf, f"number {version}")
            shelf.build()
    finally:
        over.set()
        reader.join()
    assert {len(snippets) for snippets in seen} == {1}


@pytest.mark.parametrize("seed", range(6))
def test_a_build_that_is_killed_leaves_a_whole_library_and_the_next_one_sweeps(
    shelf: Shelf, seed: int
) -> None:
    fill(shelf, "old")
    shelf.build()
    fill(shelf, "new", lessons=80)
    before = shelf.cards()
    builder = start(shelf)
    try:
        builder.wait(random.Random(seed).uniform(0.2, 1.5))
    except subprocess.TimeoutExpired:
        builder.send_signal(signal.SIGKILL)
    builder.communicate()
    found = len(shelf.cards())
    # Killed after its last rename it has built all of it and only not said so.
    assert found == 80 or (found == len(before) and builder.returncode != 0)
    assert shelf.build().cards == 80
    assert shelf.strays() == []


def test_a_leftover_of_a_dead_build_is_swept(shelf: Shelf) -> None:
    shelf.save("01-food.md", FOOD)
    shelf.target.parent.mkdir()
    shelf.target.with_name(f"{shelf.target.name}.4711{BUILDING}").write_bytes(b"half")
    shelf.build()
    assert shelf.strays() == []


def test_two_builders_at_once_do_the_work_once(shelf: Shelf) -> None:
    fill(shelf, "flour")
    both = [start(shelf), start(shelf)]
    assert [builder.communicate()[0].strip() for builder in both] == ["12", "12"]
    assert shelf.strays() == []


@pytest.mark.parametrize("room", [1, 20_000, 60_000])
def test_a_full_disk_is_told_and_the_old_library_stays(shelf: Shelf, room: int) -> None:
    shelf.save("01-food.md", FOOD)
    shelf.build()
    shelf.save("02-drink.md", DRINK + "word " * 3000)
    builder = start(shelf, str(room))
    _, told = builder.communicate()
    assert builder.returncode == 1
    assert "the library cannot be written" in told
    assert "room" in told
    assert "Traceback" not in told
    assert shelf.cards() == {"table.bread.1"}
    assert shelf.strays() == []


def test_a_full_disk_at_the_first_build_leaves_nothing(shelf: Shelf) -> None:
    shelf.save("01-food.md", FOOD)
    builder = start(shelf, "8192")
    _, told = builder.communicate()
    assert "the library cannot be written" in told
    assert list(shelf.target.parent.iterdir()) == []


def test_a_home_that_is_a_file_is_told(shelf: Shelf) -> None:
    shelf.save("01-food.md", FOOD)
    shelf.target.parent.write_text("in the way")
    with pytest.raises(DrillbookError, match="the library cannot be written"):
        shelf.build()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_is_told(shelf: Shelf) -> None:
    shelf.save("01-food.md", FOOD)
    shelf.target.parent.mkdir(mode=0o555)
    with pytest.raises(DrillbookError, match="the library cannot be written"):
        shelf.build()


def test_a_damaged_library_is_told_to_its_reader(shelf: Shelf) -> None:
    shelf.save("01-food.md", FOOD)
    shelf.build()
    shelf.target.write_bytes(b"not a library" * 1000)
    assert not shelf.library.ready()
    with pytest.raises(DrillbookError, match=r"cannot be read.*drillbook build"):
        shelf.library.now().search("bread", 5)


def test_a_reader_without_a_library_is_told_how_to_get_one(shelf: Shelf) -> None:
    assert not shelf.library.ready()
    with pytest.raises(DrillbookError, match="no library yet"):
        shelf.library.now()


def test_a_safe_write_keeps_rights_and_follows_links(tmp_path: Path) -> None:
    real = tmp_path / "real.md"
    real.write_text("old")
    real.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(real)
    write_safely(link, b"new")
    assert (real.read_text(), real.stat().st_mode & 0o777) == ("new", 0o640)
    assert link.is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.md", "real.md"]
