"""The decks in the repository are what its lessons give."""

from pathlib import Path

import pytest

from app.services.export_deck import export_decks

ROOT = Path(__file__).parents[2]
COURSES = sorted(path.name for path in (ROOT / "content").iterdir() if path.is_dir())


@pytest.mark.parametrize("course", COURSES)
def test_the_deck_is_what_its_course_gives(
    course: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    lock = (ROOT / "decks" / f"{course}.lock").read_bytes()
    (tmp_path / f"{course}.lock").write_bytes(lock)
    export_decks([Path("content") / course], tmp_path, now=9_000_000_000)
    assert (tmp_path / f"{course}.lock").read_bytes() == lock, "run `make decks` and commit"
    made, committed = tmp_path / f"{course}.apkg", ROOT / "decks" / f"{course}.apkg"
    assert made.read_bytes() == committed.read_bytes(), "run `make decks` and commit"


def test_no_deck_is_without_a_course() -> None:
    assert sorted(path.stem for path in (ROOT / "decks").glob("*.apkg")) == COURSES
