"""A reminder in the browser: subscribed by a press, encrypted by us, shown, and opened.

Subscribing wants the vendor's network, so its answer is put in: an endpoint here, and a real key.
What we then send there is handed to Chromium as its own push service would, decrypted.
"""

import json
import re
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Locator, Page, Worker, expect

from app.config import Settings
from app.ledger.append import record
from app.ledger.courses import follow_course
from app.ledger.learners import add_learner
from app.ledger.ledger import Ledger
from app.services.build_library import build_library
from app.web.parts import NAME, the_time
from app.wiring import create_web_app
from tests.browser.conftest import LOCALHOST, served
from tests.browser.test_pages import faults
from tests.chromium import PATIENCE_MS
from tests.ledger.making import answer, days
from tests.notify.browser import KEYS, read
from tests.receiver import Receiver

PAGE = "/settings/reminders"
CARD = "rivers.intermittent.1"
SUBSCRIBE = """
PushManager.prototype.subscribe = async (options) => {
  window.asked = { ...options, applicationServerKey: Array.from(options.applicationServerKey) };
  return { toJSON: () => (%s) };
};
"""
# Only a real press may open a window, and only a real event be waited for: both are noted instead.
NOTE = """
self.shows = 0;
self.done = [];
const show = ServiceWorkerRegistration.prototype.showNotification;
ServiceWorkerRegistration.prototype.showNotification = async function (...said) {
  await show.apply(this, said);
  self.shows += 1;
};
ExtendableEvent.prototype.waitUntil = (promise) => (self.waited = promise);
Clients.prototype.openWindow = async (address) => self.done.push(["open", address]);
WindowClient.prototype.focus = async function () { self.done.push(["focus", this.url]); };
"""
PRESS = """
async () => {
  const [notification] = await self.registration.getNotifications();
  self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
  await self.waited;
  return [self.done.pop(), (await self.registration.getNotifications()).length];
}
"""
ASKED = """
(button) => new Promise((resolve) => {
  button.form.requestSubmit = () => resolve(window.asked);
  button.click();
})
"""
SHOWN = """
async () => {
  const registration = await navigator.serviceWorker.getRegistration("/push/worker.js");
  const all = await registration.getNotifications();
  return all.map(({ title, body, tag, data }) => ({ title, body, tag, card_url: data }));
}
"""


@pytest.fixture
def school(tmp_path: Path, content: Path, receiver: Receiver) -> Iterator[str]:
    """The receiver stands for the vendor's push service."""
    with socket.create_server((LOCALHOST, 0)) as listening:
        settings = Settings(
            home=tmp_path / "home",
            content=content,
            public_url=f"http://{LOCALHOST}:{listening.getsockname()[1]}",
            outbound_allow=frozenset((receiver.pair,)),
        )
        build_library(settings.content, settings.library_file)
        app = create_web_app(settings)
        has_a_card_due(app.extensions[NAME].ledger)
        with served(app, listening) as address:
            yield address


def has_a_card_due(ledger: Ledger) -> None:
    now = the_time()
    learner_id = add_learner(ledger, "me", now - days(9)).learner_id
    follow_course(ledger, learner_id, "rivers", now - days(9))
    record(ledger, learner_id, [answer(1, card=CARD, at=now - days(8))], now)


@pytest.fixture
def page(browser: Browser, school: str, receiver: Receiver) -> Iterator[Page]:
    context = browser.new_context(base_url=school, permissions=["notifications"])
    answer = json.dumps({"endpoint": receiver.url, "keys": KEYS})
    context.add_init_script(SUBSCRIBE % answer)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert not complaints


def offered(page: Page) -> Locator:
    page.goto(PAGE)
    page.get_by_text("As a notification").click()
    return page.get_by_role("button", name="Remind me here")


def subscribe(page: Page) -> None:
    offered(page).click()
    expect(page.get_by_role("status")).to_have_text("Added.")


def until(page: Page, holds: Callable[[], object]) -> None:
    """Also of what a page promises: `wait_for_function` takes the promise itself for a yes."""
    patience = time.monotonic() + PATIENCE_MS / 1000
    while not holds():
        assert time.monotonic() < patience
        page.wait_for_timeout(20)


def deliver(page: Page, text: str) -> None:
    """As the vendor's service does it."""
    session = page.context.new_cdp_session(page)
    registration = _registration(page, session)
    origin = page.evaluate("location.origin")
    sent = {"origin": origin, "registrationId": registration, "data": text}
    session.send("ServiceWorker.deliverPushMessage", sent)


def _registration(page: Page, session: CDPSession) -> str:
    found: list[dict[str, Any]] = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda each: found.append(each))
    session.send("ServiceWorker.enable")
    until(page, lambda: any(each["registrations"] for each in found))
    (registration,) = next(each["registrations"] for each in found if each["registrations"])
    assert registration["scopeURL"].endswith("/push/")
    return str(registration["registrationId"])


def worker_of(page: Page) -> Worker:
    """We may hear of it later than the page does."""
    until(page, lambda: page.context.service_workers)
    (worker,) = page.context.service_workers
    return worker


def until_shown(page: Page, worker: Worker, number: int) -> None:
    until(page, lambda: worker.evaluate("self.shows") == number)


def test_what_we_send_is_shown_once_and_opens_what_it_leads_to(
    page: Page, receiver: Receiver
) -> None:
    subscribe(page)
    page.get_by_role("button", name="Send a test").click()
    expect(page.get_by_role("status")).to_have_text("Sent. It is on its way.")
    said = read(receiver.taken[-1])
    worker = worker_of(page)
    worker.evaluate(NOTE)
    for number in (1, 2):
        deliver(page, json.dumps(said))
        until_shown(page, worker, number)
    assert page.evaluate(SHOWN) == [said]
    assert pressed(worker) == [["open", said["card_url"]], 0]
    deliver(page, json.dumps(said))
    until_shown(page, worker, 3)
    page.goto(said["card_url"])
    expect(page.get_by_role("button", name="Show answer")).to_be_visible()
    assert pressed(worker) == [["focus", said["card_url"]], 0]


def pressed(worker: Worker) -> Any:
    return worker.evaluate(PRESS)


def test_it_is_subscribed_to_the_key_that_we_sign_with(page: Page, receiver: Receiver) -> None:
    asked = offered(page).evaluate(ASKED)
    assert asked["userVisibleOnly"] is True
    key = page.locator("#push").get_attribute("data-key") or ""
    subscribe(page)
    page.get_by_role("button", name="Send a test").click()
    expect(page.get_by_role("status")).to_have_text("Sent. It is on its way.")
    assert receiver.taken[-1].headers["authorization"].endswith(f"k={key}")
    assert len(asked["applicationServerKey"]) == 65


def test_it_is_in_the_list_by_the_name_of_the_browser(page: Page) -> None:
    subscribe(page)
    page.goto(PAGE)
    channel = page.get_by_role("link", name=re.compile("^In Chrome on "))
    expect(channel).to_have_count(1)
    assert faults(page) == []


def test_only_that_page_may_have_a_worker(page: Page) -> None:
    def policy(path: str) -> str:
        return page.request.get(path).headers["content-security-policy"]

    assert "worker-src 'self'" in policy(PAGE)
    for other in ("/", "/settings", "/drill"):
        assert "worker-src" not in policy(other)
