"""What every page shows before anything else: the learner's look, and what all must be told."""

from pathlib import Path

from flask.testing import FlaskClient

from app.services.manage_learners import change_settings
from tests.web.conftest import AppMaker


def test_the_learners_theme_and_text_size_are_there_before_the_first_paint(
    make_app: AppMaker,
) -> None:
    app = make_app()
    client = app.test_client()
    assert '<html lang="en">' in client.get("/courses").text
    ledger = app.extensions["drillbook"].ledger
    change_settings(ledger, "me", {"theme": "dark", "text_percent": 115})
    assert '<html lang="en" data-theme="dark" data-text="115">' in client.get("/courses").text


def test_a_damaged_ledger_is_said_on_every_page_and_names_the_way_out(
    make_app: AppMaker, tmp_path: Path
) -> None:
    sound = make_app()
    sound.test_client().get("/courses")
    sound.extensions["drillbook"].ledger.close()
    ledger = tmp_path / "home" / "ledger.db"
    ledger.write_bytes(ledger.read_bytes()[:4096] + b"\xff" * 8192)
    page = make_app().test_client().get("/nowhere").text
    assert "new answers cannot be kept just now" in page
    assert "the ledger can only be read" in page
    assert "backup" in page


def test_others_are_not_told_where_the_ledger_lies(reached: FlaskClient, tmp_path: Path) -> None:
    assert "notice" not in reached.get("/courses").text
    object.__setattr__(reached.application.extensions["drillbook"].ledger, "damage", "page 7")
    page = reached.get("/courses").text
    assert "new answers cannot be kept just now" in page
    assert "page 7" not in page
