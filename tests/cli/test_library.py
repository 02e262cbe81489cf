"""Build and search, and the real command as a process."""

import contextlib
import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.library.courses import BROKEN, FOOD

COMMAND = [sys.executable, "-c", "from app.cli.main import main; main()"]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "content" / "table"
    folder.mkdir(parents=True)
    (folder / "course.toml").write_text('title = "At table"\n')
    (folder / "01-food.md").write_text(FOOD)
    return folder


def process(tmp_path: Path, *words: str | bytes) -> subprocess.CompletedProcess[str]:
    home = {
        "DRILLBOOK_CONTENT": str(tmp_path / "content"),
        "DRILLBOOK_HOME": str(tmp_path / "home"),
    }
    return subprocess.run(
        [*COMMAND, *words],
        cwd=ROOT,
        env=os.environ | home | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_build_says_what_it_did(run: Run, course: Path) -> None:
    assert run("build").stdout == "1 card of 1 lesson, 1 read anew\n"
    assert "0 read anew" in run("build").stdout


def test_build_shows_errors_and_exits_with_1(run: Run, course: Path) -> None:
    (course / "02-odd.md").write_text(BROKEN.replace("id: food", "id: odd"))
    report = run("build")
    assert report.exit_code == 1
    assert "02-odd.md:6:" in report.stderr


def test_search_finds_and_links(run: Run, course: Path) -> None:
    report = run("search", "bread")
    assert "At table › Food  /courses/table/food#fact-bread" in report.stdout
    (hit, *_) = json.loads(run("search", "--json", "flour").stdout)
    assert (hit["level"], hit["url"]) == ("card", "/courses/table/food#fact-bread")
    assert "<mark>flour</mark>" in hit["snippet_html"]


@pytest.mark.parametrize("words", [['"'], ["NEAR("], ["*"], ["x" * 10_000], ["🙂"], ["--", "-"]])
def test_no_search_fails(run: Run, course: Path, words: list[str]) -> None:
    report = run("search", *words)
    assert (report.exit_code, report.stderr) == (0, "")


def test_the_real_command_says_how_it_went(tmp_path: Path, course: Path) -> None:
    assert process(tmp_path, "build").returncode == 0
    found = process(tmp_path, "search", b"bread\xff")
    assert (found.returncode, found.stderr) == (0, "")
    assert process(tmp_path, "check").returncode == 0
    (course / "01-food.md").write_text(BROKEN)
    checked = process(tmp_path, "check")
    assert checked.returncode == 1
    assert "Traceback" not in checked.stderr


def test_the_real_command_survives_names_that_are_no_text(tmp_path: Path, course: Path) -> None:
    try:
        (course / "\udcff.md").write_text(FOOD)
    except OSError:
        pytest.skip("this file system knows only UTF-8 names")
    for words in (["check"], ["build"], ["cards"], ["check", b"content/\xfe.md"]):
        told = process(tmp_path, *words)
        assert "Traceback" not in told.stderr
        assert told.returncode == 1, words


def test_a_missing_content_folder_is_one_line(tmp_path: Path) -> None:
    told = process(tmp_path, "build")
    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    assert "DRILLBOOK_CONTENT" in told.stderr


def lessons(course: Path, count: int) -> None:
    for number in range(count):
        text = FOOD.replace("food", f"food-{number}").replace("#bread", f"#bread-{number}")
        (course / f"{number + 10}-food.md").write_text(text)


def test_a_long_build_shows_a_bar_to_whoever_watches(tmp_path: Path, course: Path) -> None:
    lessons(course, 30)
    watcher, terminal = pty.openpty()
    home = {
        "DRILLBOOK_CONTENT": str(tmp_path / "content"),
        "DRILLBOOK_HOME": str(tmp_path / "home"),
    }
    subprocess.run(
        [*COMMAND, "build"],
        cwd=ROOT,
        env=os.environ | home | {"TERM": "xterm"},
        stdout=subprocess.DEVNULL,
        stderr=terminal,
        check=True,
    )
    os.close(terminal)
    shown = b"".join(read_all(watcher)).decode()
    os.close(watcher)
    assert "Reading lessons" in shown
    assert "100%" in shown


def read_all(watcher: int) -> Iterator[bytes]:
    """What was written may come in pieces, and after whoever wrote it has ended."""
    with contextlib.suppress(OSError):  # which is how a terminal ends
        while True:
            yield os.read(watcher, 100_000)


def test_a_build_is_silent_where_nobody_watches(tmp_path: Path, course: Path) -> None:
    lessons(course, 30)
    assert process(tmp_path, "build").stderr == ""
