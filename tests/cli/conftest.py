from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.main import main

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in an empty folder, with content/ and home/ there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRILLBOOK_CONTENT", str(tmp_path / "content"))
    monkeypatch.setenv("DRILLBOOK_HOME", str(tmp_path / "home"))
    return lambda *words: CliRunner().invoke(main, words, catch_exceptions=False)
