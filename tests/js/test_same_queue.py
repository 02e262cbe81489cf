"""The browser's order of questions is held to the core's by a file that both agree with."""

from tests.js.sittings import FILE, text


def test_the_sittings_that_the_scripts_are_tested_with_are_the_cores_own() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "run `python -m tests.js.sittings`"
