"""The decks in the repository are what its lessons give."""

from pathlib import Path

import pytest

from app.services.export_deck import export_decks
from tests.anki.engine import Anki

FRAME = '<div class="drillbook front"><div class="crumb"></div></div>'
ROOT = Path(__file__).parents[2]
COURSES = sorted(path.name for path in (ROOT / "content").iterdir() if path.is_dir())


@pytest.mark.parametrize("course", COURSES)
def test_the_deck_is_what_its_course_gives(
    course: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    lock = (ROOT / "decks" / f"{course}.lock").read_bytes()
    (tmp_path / f"{course}.lock").write_bytes(lock)
    export_decks([Path("content") / course], tmp_path, tmp_path, now=9_000_000_000)
    assert (tmp_path / f"{course}.lock").read_bytes() == lock, "run `make decks` and commit"
    made, committed = tmp_path / f"{course}.apkg", ROOT / "decks" / f"{course}.apkg"
    assert made.read_bytes() == committed.read_bytes(), "run `make decks` and commit"


@pytest.mark.parametrize("course", COURSES)
def test_anki_shows_every_card_of_it(course: str, anki: Anki) -> None:
    anki.take(ROOT / "decks" / f"{course}.apkg")
    for card in anki.all_cards():
        made = card.render_output()
        assert len(made.question_text) > len(FRAME)
        assert "{{" not in made.question_text + made.answer_text
        assert made.question_text != made.answer_text
    assert anki.collection.fix_integrity() == ("Database rebuilt and optimized.", True)
    assert not anki.collection.get_empty_cards().notes
    assert not anki.collection.media.check().missing


def test_no_deck_is_without_a_course() -> None:
    decks = (path.stem for path in (ROOT / "decks").glob("*.apkg"))
    assert sorted(stem for stem in decks if "." not in stem) == COURSES  # a learner's has a dot
