"""What nobody means to type, sent by a script or another terminal: one line says what is wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli.main import main

ROOT = Path(__file__).parents[2]
NO_TEXT = "an argument, or a line of input, is no text in UTF-8 (write it in UTF-8)"
NO_LETTER = os.fsdecode(b"\xff")


def run(*words: str, say: bytes = b"") -> tuple[int, str]:
    ran = CliRunner().invoke(main, words, input=say, catch_exceptions=False)
    return ran.exit_code, ran.output


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With two learners."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRILLBOOK_HOME", str(tmp_path / "home"))
    assert [run("learner", "add", name)[0] for name in ("ada", "eve")] == [0, 0]
    return tmp_path / "home"


@pytest.mark.parametrize(
    "words",
    [("learner", "show"), ("learner", "passwd"), ("stats", "--learner"), ("rebuild", "--learner")],
)
def test_a_name_that_is_no_text_is_refused(words: tuple[str, ...]) -> None:
    assert run(*words, f"a{NO_LETTER}") == (1, f"drillbook: {NO_TEXT}\n")


def test_a_password_that_is_no_text_is_refused_and_not_told() -> None:
    said = run("learner", "passwd", "ada", say=b"\xff four large mountains\n")
    assert said == (1, f"drillbook: {NO_TEXT}\n")


def test_where_nothing_can_be_read_no_question_is_answered(home: Path) -> None:
    """A real process, since only that can be without an input."""
    for words, said in ((("passwd",), b"a password has 8"), (("remove",), b"Aborted!")):
        command = [sys.executable, "-c", "from app.cli.main import main; main()", "learner", *words]
        ran = subprocess.run(
            ["/bin/sh", "-c", 'exec "$@" <&-', "sh", *command, "ada"],
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
        assert ran.returncode == 1
        assert said in ran.stderr
        assert b"Traceback" not in ran.stderr
    assert "ada" in run("learner", "list")[1]


def test_an_empty_name_is_nobodys_and_never_everybodys() -> None:
    for words in (("rebuild", "--scheduler", "fsrs"), ("stats",)):
        code, said = run(*words, "--learner", "")
        assert (code, said[:31]) == (1, "drillbook: there is no learner ")
    assert "scheduler        sm2" in run("learner", "show", "ada")[1]


def test_nobody_is_asked_for_a_password_of_somebody_unknown() -> None:
    code, said = run("learner", "passwd", "bob")
    assert (code, said[:36]) == (1, "drillbook: there is no learner 'bob'")


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_an_empty_name_is_no_files(command: str) -> None:
    code, said = run(command, "")
    assert code == 2
    assert "an empty name is no file's (name one)" in said


def test_more_cards_than_can_be_counted_are_no_fault_of_the_ledger() -> None:
    assert run("doctor", "--sample", "9" * 30) == (0, "all is well\n")
