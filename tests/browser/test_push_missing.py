"""Where a browser cannot be reminded, the settings say what is missing."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_push import PAGE, offered


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("delete window.PushManager", "This browser cannot show reminders."),
        (
            "Object.defineProperty(Notification, 'permission', { get: () => 'denied' })",
            "Allow them in its settings",
        ),
        (
            "Object.defineProperty(window, 'isSecureContext', { value: false })",
            "over https only",
        ),
    ],
)
def test_where_it_cannot_be_it_says_what_is_missing(page: Page, broken: str, said: str) -> None:
    page.add_init_script(broken)
    page.goto(PAGE)
    expect(page.locator("#push-told")).to_contain_text(said)
    expect(page.get_by_text("As a notification")).to_be_hidden()


def test_who_forbids_it_is_told_how_to_allow_it(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.add_init_script(
        """
        let answer = "default";
        Object.defineProperty(Notification, "permission", { get: () => answer });
        Notification.requestPermission = async () => (answer = "denied");
        """
    )
    offered(page).click()
    expect(page.locator("#push-told")).to_contain_text("Allow them in its settings")
    context.close()


def test_a_service_that_cannot_be_reached_is_told(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, permissions=["notifications"])
    page = context.new_page()
    page.add_init_script(
        "PushManager.prototype.subscribe = () => Promise.reject(new Error('no network'))"
    )
    offered(page).click()
    expect(page.locator("#push-told")).to_have_text(
        "This browser's push service could not be reached: no network"
    )
    context.close()


def test_without_scripts_it_says_that_it_needs_them(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGE)
    expect(page.get_by_text("This needs JavaScript.")).to_be_visible()
    expect(page.get_by_text("As a notification")).to_be_hidden()
    context.close()
