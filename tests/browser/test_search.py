"""Search by keyboard, as one types."""

import pytest
from playwright.sync_api import Page, expect


def open_search(page: Page) -> None:
    """The box has the cursor a moment after the page is there; earlier letters would be lost."""
    page.goto("/search")
    expect(page.get_by_role("searchbox")).to_be_focused()


@pytest.mark.parametrize("keys", ["/", "Control+k"])
@pytest.mark.parametrize("address", ["/courses/rivers/springs", "/search?q=delta"])
def test_a_key_leads_to_the_box_from_anywhere(page: Page, address: str, keys: str) -> None:
    page.goto(address)
    page.keyboard.press(keys)
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_a_slash_in_the_box_is_only_a_slash(page: Page) -> None:
    open_search(page)
    page.keyboard.type("and/or")
    expect(page.get_by_role("searchbox")).to_have_value("and/or")


def test_results_come_as_one_types_and_a_key_opens_one(page: Page) -> None:
    open_search(page)
    page.keyboard.type("aquif")
    hit = page.get_by_role("link", name="Aquifer")
    expect(hit.first).to_be_visible()
    page.wait_for_url("**/search?q=aquif")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/courses/rivers/springs#fact-aquifer")
    expect(page.locator("#fact-aquifer")).to_be_in_viewport()


def test_what_was_found_is_announced(page: Page) -> None:
    open_search(page)
    status = page.get_by_role("status")
    page.keyboard.type("zzz")
    expect(status).to_have_text('Nothing found for "zzz".')
    page.get_by_role("searchbox").fill("sediment")
    expect(status).to_have_text("1 place")
    page.get_by_role("searchbox").fill("")
    expect(status).to_have_text("")


def test_coming_back_shows_the_results_again(page: Page) -> None:
    open_search(page)
    page.keyboard.type("sediment")
    page.wait_for_url("**/search?q=sediment")
    page.locator(".hits a").first.click()
    page.wait_for_url("**/courses/rivers/mouths*")
    page.go_back()
    expect(page.locator(".hits")).to_contain_text("sediment")
