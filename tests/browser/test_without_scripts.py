"""Everything but comfort works without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def plain(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_one_finds_reads_and_answers(plain: Page) -> None:
    plain.goto("/")
    plain.get_by_role("link", name="Search").click()
    plain.get_by_role("searchbox").fill("ground water")
    plain.get_by_role("button", name="Search").click()
    plain.locator(".hits a").first.click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Where rivers begin")
    plain.get_by_text("Show answer").click()
    expect(plain.get_by_text("Ground water comes out slowly")).to_be_visible()


def test_no_button_is_shown_that_could_do_nothing(plain: Page) -> None:
    plain.goto("/courses/rivers/springs")
    expect(plain.get_by_role("button", name="Drill this section").first).to_be_visible()
    assert plain.locator("button:not(form button)").count() == 0


def test_one_goes_from_track_to_track(plain: Page) -> None:
    plain.goto("/courses/rivers")
    plain.get_by_role("link", name="Where rivers begin").click()
    plain.get_by_role("link", name="Next").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Where rivers end")
