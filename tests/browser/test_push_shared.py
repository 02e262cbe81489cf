"""Two learners before one browser: what comes there is for who sits there, and each is told so."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.config import Settings
from app.services.build_library import build_library
from app.web.parts import NAME
from app.wiring import create_web_app
from tests.browser.conftest import LOCALHOST, served
from tests.browser.test_accounts import fill_in
from tests.browser.test_push import PAGE, SHOWN, deliver, offered, until
from tests.notify.browser import KEYS, read
from tests.receiver import Receiver
from tests.web.visitors import ADA, EVE, PASSWORD, member

# As the vendors' services do it: each subscription is a new one, and goes with its registration.
SUBSCRIPTIONS = """
const there = () => JSON.parse(localStorage.getItem("subscription"));
const end = async () => localStorage.removeItem("subscription");
PushManager.prototype.getSubscription = async () => there() && { ...there(), unsubscribe: end };
PushManager.prototype.subscribe = async () => {
  const number = Number(localStorage.getItem("number")) + 1;
  localStorage.setItem("number", number);
  const made = { endpoint: `%s/${number}`, keys: %s };
  localStorage.setItem("subscription", JSON.stringify(made));
  return { toJSON: () => made };
};
const unregister = ServiceWorkerRegistration.prototype.unregister;
ServiceWorkerRegistration.prototype.unregister = async function () {
  await end();
  return unregister.call(this);
};
"""
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"
SUBSCRIBED = "localStorage.getItem('subscription') !== null"


@pytest.fixture
def school(tmp_path: Path, content: Path, receiver: Receiver) -> Iterator[str]:
    with socket.create_server((LOCALHOST, 0)) as listening:
        settings = Settings(
            home=tmp_path / "home",
            content=content,
            mode="service",
            public_url=f"http://{LOCALHOST}:{listening.getsockname()[1]}",
            secret_key=b"k" * 32,
            outbound_allow=frozenset((receiver.pair,)),
        )
        build_library(settings.content, settings.library_file)
        app = create_web_app(settings)
        for name in (ADA, EVE):
            member(app, name)
        assert app.extensions[NAME].outgoing.push_key
        with served(app, listening) as address:
            yield address


@pytest.fixture
def page(browser: Browser, school: str, receiver: Receiver) -> Iterator[Page]:
    context = browser.new_context(base_url=school, permissions=["notifications"])
    context.add_init_script(SUBSCRIPTIONS % (receiver.url, json.dumps(KEYS)))
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert not complaints


def sign_in(page: Page, name: str) -> None:
    page.goto("/sign-in")
    fill_in(page, "Sign in", name=name, password=PASSWORD)
    expect(page.get_by_role("link", name="Courses")).to_be_visible()


def sign_out(page: Page) -> None:
    page.goto("/settings")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("status")).to_have_text("You are signed out.")
    until(page, lambda: not page.evaluate(WORKERS))


def subscribe(page: Page) -> None:
    offered(page).click()
    expect(page.get_by_role("status")).to_have_text("Added.")


def try_out(page: Page, receiver: Receiver) -> str:
    page.get_by_role("button", name="Send a test").click()
    expect(page.get_by_role("status")).to_have_text("Sent. It is on its way.")
    return receiver.taken[-1].path


def test_each_who_signs_in_there_gets_their_own_only(page: Page, receiver: Receiver) -> None:
    sign_in(page, ADA)
    subscribe(page)
    assert try_out(page, receiver).endswith("/1")
    page.goto(PAGE)
    expect(page.locator("#push-told")).to_have_text("This browser gets reminders.")
    deliver(page, json.dumps(read(receiver.taken[-1])))
    until(page, lambda: page.evaluate(SHOWN))
    sign_out(page)
    assert not page.evaluate(SUBSCRIBED)
    sign_in(page, EVE)
    page.goto(PAGE)
    expect(page.get_by_role("link", name="In Chrome")).to_have_count(0)
    subscribe(page)
    assert page.evaluate(SHOWN) == []
    assert try_out(page, receiver).endswith("/2")
    sign_out(page)
    sign_in(page, ADA)
    page.goto(PAGE)
    expect(page.get_by_text("Off: you signed out there.")).to_be_visible()
    subscribe(page)
    assert try_out(page, receiver).endswith("/3")
    page.goto(PAGE)
    expect(page.get_by_role("link", name="In Chrome")).to_have_count(1)
    expect(page.get_by_text("On.", exact=True)).to_be_visible()


def test_what_a_session_that_was_over_left_there_ends_too(page: Page) -> None:
    sign_in(page, ADA)
    subscribe(page)
    page.context.clear_cookies(name="drillbook")
    sign_in(page, EVE)
    page.goto(PAGE)
    expect(page.get_by_text("As a notification")).to_be_visible()
    assert not page.evaluate(SUBSCRIBED)
    sign_out(page)
    sign_in(page, ADA)
    page.goto(PAGE)
    expect(page.get_by_text("Off: somebody else signed in there.")).to_be_visible()


def test_who_switched_it_off_there_can_switch_it_on_again(page: Page, receiver: Receiver) -> None:
    sign_in(page, ADA)
    subscribe(page)
    page.get_by_role("button", name="Switch off").click()
    expect(page.get_by_role("button", name="Switch on")).to_be_visible()
    there = page.url
    page.goto(PAGE)
    expect(page.get_by_text("As a notification")).to_be_visible()
    assert page.evaluate(SUBSCRIBED)
    page.goto(there)
    page.get_by_role("button", name="Switch on").click()
    assert try_out(page, receiver).endswith("/1")
