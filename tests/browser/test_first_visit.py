"""From an empty folder to the first question by one press; and Today afterwards, for everyone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect


def test_one_press_leads_to_the_first_section(page: Page) -> None:
    page.goto("/")
    expect(page).to_have_title("Learn it once, keep it · Drillbook")
    page.get_by_role("button", name="Start with the first section").click()
    page.wait_for_url("**/drill?course=rivers")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    expect(page.get_by_text("8 new, about 3 minutes.")).to_be_visible()
    page.get_by_role("link", name="Start", exact=True).click()
    page.wait_for_url("**/drill")


def test_the_other_press_leads_to_the_lesson(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Read the whole lesson first").click()
    page.wait_for_url("**/courses/rivers/springs")
    expect(page.get_by_role("heading", level=1)).to_have_text("Where rivers begin")


def test_a_course_is_left_and_taken_up_again(page: Page) -> None:
    page.goto("/courses/rivers")
    page.get_by_role("button", name="Read the whole lesson first").click()
    page.wait_for_url("**/courses/rivers/springs")
    page.goto("/courses/rivers")
    page.get_by_role("button", name="Stop following").click()
    page.get_by_role("button", name="Start with the first section").wait_for()
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Learn it once, keep it")


@pytest.fixture
def without_scripts(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_it_needs_no_scripts(without_scripts: Page) -> None:
    without_scripts.goto("/")
    without_scripts.get_by_role("button", name="Start with the first section").click()
    without_scripts.wait_for_url("**/drill?course=rivers")
