"""An account in a real browser, with a real mail server: from signing up to signing out."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import SMALL, WIDTHS, faults
from tests.mail_server import Postbox

ADA = "ada@example.org"
PASSWORD = "three small rivers"
NEW = "four large mountains"


@contextmanager
def device(browser: Browser, school: str, scheme: str = "light") -> Iterator[Page]:
    """A browser of its own, in Paris."""
    context = browser.new_context(
        base_url=school,
        viewport={"width": 1280, "height": 844},
        timezone_id="Europe/Paris",
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert not complaints


def fill_in(page: Page, button: str, **fields: str) -> None:
    """The form has been taken when its answer is there; to go elsewhere before calls it off."""
    for name, text in fields.items():
        page.locator(f"#{name}").fill(text)
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def sign_in(page: Page, password: str = PASSWORD) -> None:
    page.goto("/sign-in")
    fill_in(page, "Sign in", name=ADA, password=password)


def sign_up(page: Page, postbox: Postbox) -> None:
    page.goto("/sign-up")
    fill_in(page, "Make the account", name=ADA, password=PASSWORD)
    expect(page.get_by_role("heading")).to_have_text("Look into your mail")
    page.goto(postbox.links()[-1])
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("status")).to_have_text("Your address is confirmed.")


def is_in(page: Page) -> bool:
    page.goto("/courses")
    return "sign-in" not in page.url


def test_signing_up_by_mail_and_in_and_out(browser: Browser, school: str, postbox: Postbox) -> None:
    with device(browser, school) as page:
        page.goto("/search?q=river")
        expect(page.get_by_role("heading")).to_have_text("Sign in")
        page.get_by_role("link", name="Make an account").click()
        sign_up(page, postbox)
        page.goto("/search?q=river")
        fill_in(page, "Sign in", name=ADA, password=PASSWORD)
        page.wait_for_url("**/search?q=river")
        cookies = page.context.cookies()
        assert [(each["name"], each["httpOnly"], each["sameSite"]) for each in cookies] == [
            ("drillbook", True, "Lax"),
            ("drillbook-device", True, "Lax"),
        ]
        page.evaluate("localStorage.setItem('answers', 'wait here')")
        page.evaluate("fetch('/sign-out', {method: 'POST'})")
        expect(page.get_by_role("searchbox")).to_be_visible()
        assert not is_in(page)
        assert page.evaluate("localStorage.getItem('answers')") == "wait here"
        page.go_back()
        page.reload()
        expect(page.get_by_role("heading")).to_have_text("Sign in")


def test_a_reset_signs_every_device_out(browser: Browser, school: str, postbox: Postbox) -> None:
    with device(browser, school) as lost, device(browser, school) as page:
        sign_up(lost, postbox)
        sign_in(lost)
        assert is_in(lost)
        page.goto("/sign-in")
        page.get_by_role("link", name="Forgot your password?").click()
        fill_in(page, "Send the link", name=ADA)
        expect(page.get_by_role("heading")).to_have_text("Look into your mail")
        page.goto(postbox.links()[-1])
        fill_in(page, "Change the password", password="password1")
        expect(page.locator("#password-fault")).to_contain_text("first that somebody would try")
        expect(page.locator("#password")).to_be_focused()
        expect(page.locator("#password")).to_have_value("")
        fill_in(page, "Change the password", password=NEW)
        expect(page.get_by_role("status")).to_contain_text("every other device is signed out")
        fill_in(page, "Sign in", name=ADA, password=NEW)
        assert is_in(page)
        assert not is_in(lost)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_and_is_accessible(
    browser: Browser, school: str, postbox: Postbox, scheme: str
) -> None:
    with device(browser, school, scheme) as page:
        page.goto("/sign-up")
        fill_in(page, "Make the account", name=ADA, password=PASSWORD)
        page.goto("/forgot")
        fill_in(page, "Send the link", name=ADA)
        confirm, reset = postbox.links()
        shown = ["/sign-in", "/sign-up", "/forgot", "/forgot/sent", confirm, reset, "/reset/x"]
        for address in shown:
            page.goto(address)
            require_good(page)
        sign_in(page, "wrong")
        require_good(page)
        page.goto("/sign-up")
        fill_in(page, "Make the account", name="ada@example", password=PASSWORD)
        require_good(page)


def require_good(page: Page) -> None:
    assert faults(page) == [], page.url
    assert page.locator("h1").count() == 1
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") == width, page.url
        assert page.evaluate(SMALL) == [], page.url
