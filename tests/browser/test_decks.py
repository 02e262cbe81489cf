"""Both decks from a course's page, by pressing what is there."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from app.config import Settings
from app.ledger.append import record
from app.ledger.learners import add_learner
from app.services.build_library import build_library
from app.web.decks import TURNS
from app.web.parts import NAME, the_time
from app.wiring import create_web_app
from tests.anki.engine import Anki
from tests.browser.conftest import served
from tests.browser.test_pages import SMALL, WIDTHS, faults
from tests.ledger.making import answer, days

NOTES = 13


@pytest.fixture
def app(tmp_path: Path, content: Path) -> Flask:
    settings = Settings(home=tmp_path / "home", content=content)
    build_library(settings.content, settings.library_file)
    return create_web_app(settings)


@pytest.fixture
def learned(app: Flask) -> Iterator[str]:
    ledger, now = app.extensions[NAME].ledger, the_time()
    me = add_learner(ledger, "me", now - days(100))
    cards = ["rivers.intermittent.1", "rivers.divide.answer", "rivers.gone.answer"]
    sent = [
        answer(number, card=card, at=now - timedelta(days=9, minutes=number))
        for number, card in enumerate(cards, 1)
    ]
    record(ledger, me.learner_id, sent, now)
    with served(app) as address:
        yield address


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    opened = Anki(tmp_path / "anki")
    yield opened
    opened.close()


def got(page: Page, words: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name=words).click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_the_plain_deck_comes_by_one_press(
    browser: Browser, learned: str, anki: Anki, tmp_path: Path
) -> None:
    page = browser.new_page(base_url=learned)
    page.goto("/courses/rivers")
    file = got(page, "Download the deck", tmp_path)
    assert file.name == "rivers.apkg"
    assert anki.take(file) == {"new": NOTES}
    page.close()


def test_progress_comes_with_its_receipt(
    browser: Browser, learned: str, anki: Anki, tmp_path: Path
) -> None:
    page = browser.new_page(base_url=learned)
    page.goto("/courses/rivers")
    page.get_by_role("link", name="With my progress").click()
    expect(page.get_by_role("row", name="Answers 2")).to_be_visible()
    expect(page.get_by_text("1 card stays behind")).to_be_visible()
    expect(page.get_by_role("table", name="To review there").get_by_role("row")).to_have_count(10)
    file = got(page, "Download with my progress", tmp_path)
    assert file.name == "rivers.me.apkg"
    assert anki.take(file, with_progress=True) == {"new": NOTES}
    assert len(anki.log()) == 2
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_fit_and_are_accessible(
    browser: Browser, learned: str, width: int, scheme: str
) -> None:
    page = browser.new_page(
        base_url=learned,
        viewport={"width": width, "height": 844},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    looked_at(page, "/courses/rivers", "Rivers", width)
    looked_at(page, "/anki/rivers", "To Anki, with what you learned", width)
    with TURNS.taken_by(1):
        looked_at(page, "/anki/rivers/deck", "There is no deck just now", width)
    page.close()


def test_who_has_learned_nothing_is_led_to_the_plain_deck(
    browser: Browser, app: Flask, tmp_path: Path
) -> None:
    with served(app) as address:
        page = browser.new_page(base_url=address, viewport={"width": 390, "height": 844})
        looked_at(page, "/anki/rivers", "To Anki, with what you learned", 390)
        assert got(page, "Download the deck", tmp_path).name == "rivers.apkg"
        page.close()


def looked_at(page: Page, address: str, title: str, width: int) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert faults(page) == []
    assert page.evaluate(SMALL) == []
