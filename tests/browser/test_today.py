"""Today, the courses and the statistics with a past, at every width, light and dark."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.config import Settings
from app.services.build_library import build_library
from app.services.find_local_learner import find_local_learner
from app.web.parts import NAME
from app.wiring import create_web_app
from tests.browser.conftest import served
from tests.browser.test_pages import SMALL, faults
from tests.ledger.making import NOW, days
from tests.services.numbered import cards, write_numbered
from tests.web.learning import Learning


def works(ada: Learning) -> None:
    ada.follow("keras", "rivers")
    for ago in (40, 39, 33, 18):
        ada.answers(cards(0, 31), ago=ago)
    ada.answers(cards(0, 20, "rivers"), ago=1)


def is_done(ada: Learning) -> None:
    ada.follow("keras")
    ada.answers(cards(0, 8))


def follows_nothing(_: Learning) -> None:
    """The welcome, with several courses to choose from."""


def was_away(ada: Learning) -> None:
    ada.follow("keras")
    ada.settings(cap_per_day=20)
    ada.answers(cards(0, 31), ago=60)


@pytest.mark.parametrize(
    ("past", "addresses"),
    [
        (works, ["/", "/statistics", "/courses", "/courses/keras"]),
        (is_done, ["/"]),
        (was_away, ["/"]),
        (follows_nothing, ["/", "/courses/keras"]),
    ],
)
def test_each_state_fits_and_is_accessible(
    browser: Browser, tmp_path: Path, past: Callable[[Learning], None], addresses: list[str]
) -> None:
    for course in ("keras", "rivers"):
        write_numbered(tmp_path / "content", course, 40)
    settings = Settings(home=tmp_path / "home", content=tmp_path / "content")
    build_library(settings.content, settings.library_file)
    app = create_web_app(settings, clock=lambda: NOW)
    parts = app.extensions[NAME]
    learner = find_local_learner(parts.ledger, NOW - days(399), "UTC")
    past(Learning(parts.ledger, parts.library, learner))
    with served(app) as site:
        look_at_all(browser, site, 320, "dark", addresses)
        look_at_all(browser, site, 1280, "light", addresses)


def look_at_all(browser: Browser, site: str, width: int, scheme: str, addresses: list[str]) -> None:
    context = browser.new_context(
        base_url=site,
        viewport={"width": width, "height": 844},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    for address in addresses:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == width, address
        assert faults(page) == [], address
        assert page.evaluate(SMALL) == [], address
    context.close()
