"""Decks for Anki from a course's page: the plain one, and one's own with a receipt."""

import re
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from app.anki.places import place_of
from app.ledger.editions import find_edition
from app.ledger.moments import instant
from app.ledger.schedules import schedules_among
from app.ledger.tables import learners
from tests.anki.engine import Anki
from tests.web.conftest import AppMaker
from tests.web.school import Person, School, ids, school_in, sent
from tests.web.visitors import NOW

CARDS = ["rivers.intermittent.1", "rivers.divide.answer", "rivers.headwater.term"]
NOTES = CARDS_IN_ALL = 13
ADDRESSES = ["/anki/rivers", "/anki/rivers/deck", "/anki/rivers/progress"]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    with school_in(tmp_path) as school:
        yield school


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    opened = Anki(tmp_path / "anki")
    yield opened
    opened.close()


def asked(school: School, path: str, who: Person) -> TestResponse:
    return school.ask("GET", f"/anki/rivers{path}", who.session, buffered=True)


def saved(folder: Path, reply: TestResponse) -> Path:
    assert reply.status_code == 200, reply.text
    (name,) = re.findall(r"attachment; filename=(\S+)", reply.headers["Content-Disposition"])
    (folder / name).write_bytes(reply.data)
    return folder / name


def learned(school: School) -> None:
    """Three cards answered long ago, two of them known, and a fourth set aside."""
    long_ago = update(learners).values(born_at=instant(NOW - timedelta(days=99)))
    school.ledger.write(lambda connection: connection.execute(long_ago))
    for days_ago, grade in ((20, "good"), (19, "easy")):
        at = (NOW - timedelta(days=days_ago)).isoformat()
        answers = [sent(card, grade=grade, answered_at=at) for card in CARDS]
        answers[2]["grade"] = "forgot"
        assert {each["status"] for each in school.send(*answers)} == {"recorded"}
    aside = {"id": next(ids()), "type": "suspended", "card_id": "rivers.delta.1"}
    school.send(aside | {"answered_at": NOW.isoformat()})


def rows(page: str) -> dict[str, str]:
    return dict(re.findall(r'<th scope="row">(.*?)</th><td class="number">(.*?)</td>', page))


def due_days(school: School) -> dict[tuple[str, int], date]:
    with school.ledger.read() as connection:
        edition = find_edition(connection, school.ada.learner.learner_id)
        assert edition
        found = schedules_among(connection, edition, CARDS)
    return {place_of(card): each.due_on for card, each in found.items() if each.due_on}


def test_the_course_offers_both(school: School) -> None:
    page = school.ask("GET", "/courses/rivers", school.ada.session).text
    assert set(re.findall(r'href="(/anki/[^"]*)"', page)) == {"/anki/rivers", "/anki/rivers/deck"}


def test_a_course_without_cards_offers_none(make_app: AppMaker, content: Path) -> None:
    (content / "dry").mkdir()
    (content / "dry" / "course.toml").write_text('title = "Dry"\nsummary = "Sand."\n')
    (content / "dry" / "01-sand.md").write_text("---\nid: sand\ntitle: Sand\n---\n\nOnly prose.\n")
    client = make_app().test_client()
    assert "/anki/" not in client.get("/courses/dry").text
    reply = client.get("/anki/dry/deck")
    assert reply.status_code == 503
    assert "the course has no cards" in reply.text


def test_the_plain_deck_arrives_whole(school: School, anki: Anki, tmp_path: Path) -> None:
    deck = saved(tmp_path, asked(school, "/deck", school.ada))
    assert deck.name == "rivers.apkg"
    assert anki.take(deck) == {"new": NOTES}
    assert len(list(anki.all_cards())) == CARDS_IN_ALL
    assert anki.decks() == {
        "Rivers", "Rivers::Where rivers begin", "Rivers::Where rivers end",
    }  # fmt: skip


def test_progress_arrives_whole(school: School, anki: Anki, tmp_path: Path) -> None:
    learned(school)
    deck = saved(tmp_path, asked(school, "/progress", school.ada))
    assert deck.name == f"rivers.ada-example-org.{school.ada.learner.learner_id}.apkg"
    assert anki.take(deck, with_progress=True) == {"new": NOTES}
    assert anki.due_days() == due_days(school)
    assert len(anki.log()) == 6
    assert anki.schedules()["rivers.delta", 0][2] == -1


def test_the_receipt_says_what_arrives(school: School) -> None:
    learned(school)
    reply = asked(school, "", school.ada)
    told = rows(reply.text)
    assert told["Cards"] == "13"
    assert (told["Begun"], told["Answers"]) == ("3", "6")
    assert told["Set aside (in Anki: suspended)"] == "1"
    assert (told["Today"], told["7 days from today"], told["Later"]) == ("3", "3", "0")
    assert len([name for name in told if name.startswith("7 days from")]) == 8
    assert "tick <strong>Import any learning progress</strong>" in reply.text
    assert "stay" not in reply.text.partition("What it carries")[2]


def test_what_stays_behind_is_counted(school: School, tmp_path: Path) -> None:
    learned(school)
    lesson = tmp_path / "content" / "rivers" / "01-springs.md"
    lesson.write_text(re.sub(r"\nQ: .*\nA: .*\n", "\n", lesson.read_text()))
    assert "1 card stays behind with its answers" in asked(school, "", school.ada).text


def test_who_has_learned_nothing_is_told_so(school: School) -> None:
    page = asked(school, "", school.eve).text
    assert "no progress to take along" in page
    assert "/anki/rivers/deck" in page
    assert "/anki/rivers/progress" not in page


def test_each_takes_along_their_own_progress_only(
    school: School, anki: Anki, tmp_path: Path
) -> None:
    learned(school)
    deck = saved(tmp_path, asked(school, "/progress", school.eve))
    anki.take(deck, with_progress=True)
    assert not anki.log()
    assert not anki.due_days()


@pytest.mark.parametrize("path", ADDRESSES)
def test_nobody_else_has_any(school: School, path: str) -> None:
    reply = school.ask("GET", path)
    assert (reply.status_code, reply.location) == (303, f"/sign-in?next={path}")


@pytest.mark.parametrize("first", ["/deck", "/progress"])
def test_both_decks_have_the_same_stamps(
    school: School, anki: Anki, tmp_path: Path, first: str
) -> None:
    learned(school)
    plain, own = (
        saved(tmp_path, asked(school, path, school.ada))
        for path in sorted(["/deck", "/progress"], key=lambda path: path != first)
    )
    anki.take(plain)
    assert anki.take(own) == {"duplicate": NOTES}


def test_the_same_lessons_are_the_same_deck_on_any_day(make_app: AppMaker) -> None:
    days = NOW, NOW + timedelta(days=9)
    clients = [make_app(clock=lambda day=day: day).test_client() for day in days]
    first, second = (each.get("/anki/rivers/deck", buffered=True).data for each in clients)
    assert first == second


def test_only_the_stamps_stay(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    for path in ("", "/deck", "/progress"):
        reply = asked(school, path, school.ada)
        assert reply.headers["Cache-Control"] == "no-store"
    assert not list((tmp_path / "temp").iterdir())
    assert [path.name for path in (tmp_path / "home" / "decks").iterdir()] == ["rivers.lock"]


def test_the_length_is_told_before_the_file(client: FlaskClient) -> None:
    reply = client.get("/anki/rivers/deck", buffered=True)
    assert reply.content_length == len(reply.data)
    assert reply.mimetype == "application/octet-stream"


def test_a_course_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    for path in ("/anki/none", "/anki/none/deck", "/anki/../deck", "/anki/%2e%2e/progress"):
        assert client.get(path).status_code == 404, path
