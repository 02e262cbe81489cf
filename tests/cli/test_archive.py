"""A learner's record out of one Drillbook and into another, as it is typed."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.main import main
from tests.web.sample import write_course


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRILLBOOK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_out_here_and_in_elsewhere(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_course(tmp_path / "content")
    monkeypatch.setenv("DRILLBOOK_CONTENT", str(tmp_path / "content"))
    run("learner", "add", "ada", "--zone", "Asia/Tokyo", "--course", "rivers")
    file = tmp_path / "ada.zip"
    assert run("learner", "export", "ada", str(file)).exit_code == 0
    assert file.stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("DRILLBOOK_HOME", str(tmp_path / "elsewhere"))
    run("learner", "add", "bob")
    taken = run("learner", "import", "bob", str(file))
    assert taken.output == "taken in: 0 events; 0 were there already\n"
    shown = run("learner", "show", "bob").output
    assert "Asia/Tokyo" in shown
    assert "rivers" in shown
    assert run("doctor").output == "all is well\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "eve", "eve.zip"), "no learner 'eve'"),
        (("export", "ada", "no-such-folder/ada.zip"), "no folder"),
        (("export", "ada", "there.zip"), "is there already"),
        (("import", "ada", "there.zip"), "no archive of Drillbook"),
        (("import", "ada", "nowhere.zip"), "nowhere.zip: No such file"),
    ],
)
def test_a_mistake_is_told_in_one_line(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    run("learner", "add", "ada")
    (tmp_path / "there.zip").write_text("a text")
    monkeypatch.chdir(tmp_path)
    ran = run("learner", *words)
    assert ran.exit_code == 1
    assert said in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "there.zip"]
