"""The browser's order of questions and its words are held to ours by files that both agree with."""

from pathlib import Path

import pytest

from tests.js import lines
from tests.js.sittings import FILE, text

APP = Path(__file__).parents[2] / "app" / "web"


def test_the_sittings_that_the_scripts_are_tested_with_are_the_cores_own() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "run `python -m tests.js.sittings`"


def test_the_lines_that_the_scripts_are_tested_with_are_the_pages_own() -> None:
    assert lines.FILE.read_text(encoding="utf-8") == lines.text(), "run `python -m tests.js.lines`"


@pytest.mark.parametrize("words", ["Show options", "Show answer"])
def test_what_a_button_says_stands_in_both(words: str) -> None:
    for written in ("templates/drill/parts.html", "static/drill/view.js"):
        assert f'"{words}"' in (APP / written).read_text(encoding="utf-8")
