"""What every page shows before anything else: the learner's look, and what all must be told."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.ledger.append import record
from app.services.manage_learners import change_settings, list_learners
from app.web.parts import the_time
from tests.ledger.making import answer
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


def test_a_log_that_was_changed_in_a_sound_file_is_only_read(
    make_app: AppMaker, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    sound = make_app()
    sound.test_client().get("/courses")
    ledger = sound.extensions["drillbook"].ledger
    (me,) = list_learners(ledger)
    record(ledger, me.learner_id, [answer(1, at=the_time())], the_time())
    ledger.empty_wal()
    ledger.close()
    file = tmp_path / "home" / "ledger.db"
    content = file.read_bytes()
    assert content.count(b'"grade":"good"') == 1
    file.write_bytes(content.replace(b'"grade":"good"', b'"grade":"hard"'))
    page = make_app().test_client().get("/courses").text
    assert "new answers cannot be kept just now" in page
    assert "event 1 of learner 1 is not as it was written" in page
    assert "no good backup is known" in page
    assert "can only be read" in capfd.readouterr().err


def test_others_are_not_told_where_the_ledger_lies(reached: FlaskClient, tmp_path: Path) -> None:
    assert "notice" not in reached.get("/courses").text
    object.__setattr__(reached.application.extensions["drillbook"].ledger, "damage", "page 7")
    page = reached.get("/courses").text
    assert "new answers cannot be kept just now" in page
    assert "page 7" not in page
