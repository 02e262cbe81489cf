"""`make` on a machine that lacks something says what, and leaves nothing half made."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MAKEFILE = Path(__file__).parents[1] / "Makefile"
pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="there is no make here")


def made(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """As typed by hand: this test may itself run under `make test`."""
    command = ["make", "--file", str(MAKEFILE), *words]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        command, cwd=folder, env=environ, capture_output=True, text=True, check=False
    )


def stand_in(folder: Path, refused: str) -> Path:
    """A Python that fails as soon as the program it is given says a certain word."""
    path = folder / "python"
    path.write_text(
        f'#!/bin/sh\ncase "$*" in *{refused}*) exit 1;; esac\nexec {sys.executable} "$@"\n'
    )
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("refused", ["version_info", ""])
def test_without_a_new_enough_python_it_says_so(tmp_path: Path, refused: str) -> None:
    python = stand_in(tmp_path, refused) if refused else tmp_path / "nowhere"
    ran = made(tmp_path, ".venv/bin/python", f"PYTHON={python}")
    assert ran.returncode != 0
    assert "needs Python 3.11 or newer" in ran.stderr


def test_without_venv_it_says_what_to_install(tmp_path: Path) -> None:
    ran = made(tmp_path, ".venv/bin/python", f"PYTHON={stand_in(tmp_path, 'ensurepip')}")
    assert ran.returncode != 0
    assert "apt-get install python3-venv" in ran.stderr


def test_an_environment_that_fails_is_not_left_behind(tmp_path: Path) -> None:
    ran = made(tmp_path, ".venv/bin/python", f"PYTHON={stand_in(tmp_path, '--clear')}")
    assert ran.returncode != 0
    assert not (tmp_path / ".venv").exists()


def test_a_python_that_will_not_do_is_passed_over(tmp_path: Path) -> None:
    python = f"PYTHON={tmp_path / 'nowhere'} {sys.executable}"
    assert made(tmp_path, ".venv/bin/python", python).returncode == 0
    assert (tmp_path / ".venv/bin/python").exists()


def test_make_alone_lists_every_target(tmp_path: Path) -> None:
    phony = next(line for line in MAKEFILE.read_text().splitlines() if line.startswith(".PHONY:"))
    listed = [line.split()[1] for line in made(tmp_path).stdout.splitlines()]
    assert sorted(listed) == sorted(phony.split()[1:])
