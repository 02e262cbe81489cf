"""What an author sees of a lesson that was just saved."""

import time
from pathlib import Path

import pytest
from flask.testing import FlaskClient

PATIENCE = 60


def shown(client: FlaskClient, address: str, words: str) -> str:
    """The page, as soon as the words are on it; a second is what an author was promised."""
    deadline = time.monotonic() + PATIENCE
    while words not in (page := client.get(address).text):
        assert time.monotonic() < deadline, page
    return page


@pytest.fixture
def lesson(content: Path) -> Path:
    return content / "rivers" / "01-springs.md"


def test_a_saved_lesson_shows(client: FlaskClient, lesson: Path) -> None:
    client.get("/courses/rivers/springs")
    lesson.write_text(lesson.read_text().replace("Where rivers begin", "Where they rise"))
    shown(client, "/courses/rivers/springs", "<h1>Where they rise</h1>")


def test_the_version_changes_with_it(client: FlaskClient, lesson: Path) -> None:
    before = client.get("/preview/version")
    assert before.headers["Cache-Control"] == "no-store"
    assert before.text in client.get("/courses/rivers/springs").text
    lesson.write_text(lesson.read_text().replace("Where rivers begin", "Where they rise"))
    deadline = time.monotonic() + PATIENCE
    while client.get("/preview/version").text == before.text:
        assert time.monotonic() < deadline


def test_a_broken_lesson_shows_what_is_wrong_above_its_last_good_version(
    client: FlaskClient, lesson: Path
) -> None:
    client.get("/courses/rivers/springs")
    lesson.write_text(lesson.read_text() + "\nA mark that ==never ends.\n")
    page = shown(client, "/courses/rivers/springs", "Below is the last good version.")
    assert "1 problem in <code>rivers/01-springs.md</code>" in page
    assert f"<li>Line {len(lesson.read_text().splitlines())}, column 13: " in page
    assert "Water that falls on a hill" in page
    assert "1 problem" in client.get("/courses/rivers").text


def test_a_lesson_that_is_not_there_yet_shows_when_it_is(
    client: FlaskClient, content: Path
) -> None:
    page = client.get("/courses/rivers/lakes")
    assert page.status_code == 404
    assert f'data-library="{client.get("/preview/version").text}"' in page.text
    (content / "rivers" / "03-lakes.md").write_text("---\nid: lakes\ntitle: Lakes\n---\n\nStill.\n")
    shown(client, "/courses/rivers/lakes", "<h1>Lakes</h1>")


def test_a_page_that_shows_no_lesson_does_not_ask_for_news(client: FlaskClient) -> None:
    assert "preview.js" not in client.get("/nowhere").text


def test_a_warning_is_told_from_an_error(client: FlaskClient, lesson: Path) -> None:
    lesson.write_text(lesson.read_text().replace(' allow="answer-in-prompt"', ""))
    page = shown(client, "/courses/rivers/springs", "1 problem")
    assert ", warning: " in page
    assert "last good version" not in page


def test_what_is_wrong_is_text_and_never_a_page(client: FlaskClient, lesson: Path) -> None:
    lesson.write_text(lesson.read_text() + "\n{.terms <b>bold</b>}\n- **a** — b\n")
    page = shown(client, "/courses/rivers/springs", "last good version")
    assert "<b>" not in page


def test_others_see_neither_preview_nor_problems(reached: FlaskClient, content: Path) -> None:
    page = reached.get("/courses/rivers/springs").text
    assert "preview.js" not in page
    assert "data-library" not in page
    assert reached.get("/preview/version").status_code == 404
