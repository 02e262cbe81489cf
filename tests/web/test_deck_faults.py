"""When a deck cannot be made: said in words, nothing half done, and the pages go on."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.ledger.learners import add_learner
from app.web.decks import TURNS
from tests.web.school import School, school_in
from tests.web.test_decks import asked
from tests.web.visitors import NOW


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    with school_in(tmp_path) as school:
        yield school


def test_one_learner_gets_one_deck_at_a_time(school: School) -> None:
    with TURNS.taken_by(school.ada.learner.learner_id):
        reply = asked(school, "/deck", school.ada)
        assert asked(school, "/deck", school.eve).status_code == 200
    assert (reply.status_code, reply.headers["Retry-After"]) == (503, "30")
    assert "A deck is being made for you already." in reply.text
    assert asked(school, "/deck", school.ada).status_code == 200


def test_few_decks_are_made_at_a_time(school: School) -> None:
    with ExitStack() as others:
        for name in ("bob", "cyd"):
            other = add_learner(school.ledger, f"{name}@example.org", NOW)
            others.enter_context(TURNS.taken_by(other.learner_id))
        reply = asked(school, "", school.ada)
        assert school.ask("GET", "/courses/rivers", school.ada.session).status_code == 200
    assert (reply.status_code, reply.headers["Retry-After"]) == (503, "30")
    assert "Decks are being made for others." in reply.text
    assert asked(school, "", school.ada).status_code == 200


def broken(content: Path) -> None:
    lesson = content / "rivers" / "01-springs.md"
    lesson.write_text(lesson.read_text().replace("==intermittent==", "==intermittent"))


def test_a_mistake_in_a_lesson_is_told_to_who_can_mend_it(
    client: FlaskClient, content: Path
) -> None:
    broken(content)
    reply = client.get("/anki/rivers/deck")
    assert reply.status_code == 503
    assert "No deck can be made while a lesson has a mistake in it." in reply.text
    assert "01-springs.md:12:" in reply.text


def test_a_note_that_anki_would_refuse_is_named_with_its_place(
    client: FlaskClient, content: Path
) -> None:
    """A long history has used up the numbers before it."""
    lock, lesson = content / "rivers" / "keys.lock", content / "rivers" / "02-mouths.md"
    lock.write_text(f"{lock.read_text()}many cloze {' '.join(map(str, range(1, 500)))}\n")
    lesson.write_text(f"{lesson.read_text()}\nIt is ==500:new==. {{#many}}\n")
    reply = client.get("/anki/rivers/deck")
    assert reply.status_code == 503
    assert "02-mouths.md:15:1: Anki knows no cloze above 499" in reply.text


def test_at_a_school_the_reason_is_for_who_runs_it(school: School, tmp_path: Path) -> None:
    broken(tmp_path / "content")
    reply = asked(school, "", school.ada)
    assert reply.status_code == 503
    assert "while a lesson has a mistake" in reply.text
    assert "springs.md" not in reply.text


@pytest.mark.parametrize("path", ["", "/deck", "/progress"])
def test_without_room_nothing_is_half_done(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def no_room(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.anki.folder.os.fsync", no_room)
    reply = asked(school, path, school.ada)
    assert reply.status_code == 507
    assert "There is no room to write the deck just now." in reply.text
    assert str(tmp_path) not in reply.text
    assert not list((tmp_path / "home" / "decks").iterdir())


def test_without_a_place_to_work_nothing_is_begun(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    assert asked(school, "/deck", school.ada).status_code == 507


def test_what_cannot_be_said_at_a_school_is_in_its_log(
    school: School, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "home" / "decks").mkdir()
    (tmp_path / "home" / "decks" / "rivers.lock").write_text("<<<<<<< mine\n")
    reply = asked(school, "/deck", school.ada)
    assert reply.status_code == 503
    assert "finds the reason in its log" in reply.text
    assert "this line of the lock cannot be read" in capfd.readouterr().err
