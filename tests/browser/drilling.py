"""A drill in Chromium, and beside it the log that says what really came of each press."""

import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, Page, expect

from app.config import Settings
from app.core.events import Event, Reviewed, Voided
from app.ledger.courses import follow_course
from app.ledger.editions import find_edition
from app.ledger.learners import list_learners
from app.ledger.ledger import Ledger
from app.ledger.log import card_by_card
from app.ledger.schedules import schedules_among
from app.services.build_library import build_library
from app.web.parts import NAME, Clock
from app.wiring import create_web_app
from tests.browser.conftest import served
from tests.chromium import PATIENCE_MS
from tests.web.drill_form import BEGAN

NOTHING_KEPT = "() => !Object.keys(localStorage).some((key) => key.startsWith('drillbook:answer:'))"
FIRST = "rivers.intermittent.1"
# A page waits up to a minute between two tries; only a slow machine has it wait so long.
LONGEST_WAIT_MS = 90_000
DOUBLE_TAP = """(button) => {
  const { right, top } = button.getBoundingClientRect();
  const made = { bubbles: true, cancelable: true };
  const taps = [1, 2].map((detail) => new MouseEvent("click", { ...made, detail }));
  for (const tap of taps) document.elementFromPoint(right - 20, top + 20).dispatchEvent(tap);
}"""


class Log:
    """What the ledger has of one learner."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def events(self, learner_id: int = 1) -> list[Event]:
        with self.ledger.read() as connection:
            found = [e for _, events in card_by_card(connection, learner_id) for e in events]
        return sorted(found, key=lambda event: event.id)

    def answers(self, learner_id: int = 1) -> list[tuple[str, str]]:
        """In their order, without those taken back; none is there twice."""
        events = self.events(learner_id)
        assert max(Counter(event.id for event in events).values(), default=1) == 1
        undone = {event.voids for event in events if isinstance(event, Voided)}
        given = [e for e in events if isinstance(e, Reviewed) and e.id not in undone]
        return [(answer.card_id, answer.grade.value) for answer in given]

    def counted(self, card_id: str, learner_id: int = 1) -> int:
        """How many of its answers its schedule stands on."""
        with self.ledger.read() as connection:
            edition = find_edition(connection, learner_id)
            assert edition
            schedules = schedules_among(connection, edition, [card_id])
        return schedules[card_id].reps if card_id in schedules else 0


class Drill:
    """The page by its keys, and what was pressed."""

    def __init__(self, page: Page, log: Log) -> None:
        self.page, self.log = page, log
        self.given: list[tuple[str, str]] = []

    def open(self, address: str = "/drill") -> "Drill":
        self.page.goto(address)
        return self.ready()

    def ready(self) -> "Drill":
        """The server's page is there before its scripts are; until then a key does nothing."""
        expect(self.page.locator("#keys")).to_be_attached()
        self.page.wait_for_function("() => !document.getElementById('keys').hidden")
        return self

    @property
    def state(self) -> str:
        return str(self.page.locator("#drill").get_attribute("data-state"))

    @property
    def card_id(self) -> str:
        return str(self.page.locator("#later").get_attribute("value"))

    def press(self, *keys: str) -> "Drill":
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def double_tap(self, button: str) -> "Drill":
        """Twice at one place, the second as soon as the first, however slow the page is."""
        self.rested().page.locator(button).evaluate(DOUBLE_TAP)
        return self

    def rested(self) -> "Drill":
        """As long as the page takes a second tap for a slip of the first."""
        self.page.evaluate("() => new Promise((done) => setTimeout(done, 260))")
        return self

    def to_the_answer(self) -> "Drill":
        """Past the section and the prompt, by the one key that leads on."""
        for _ in range(2):
            if self.state in ("reading", "front"):
                self.press("Space")
        return self

    def answer(self, key: str = "3", grade: str = "good") -> "Drill":
        """Waits for nothing: the next card is there when the key is up."""
        self.to_the_answer()
        if self.state == "options":  # the sample's only quiz; its second option is right
            self.given.append((self.card_id, "forgot" if grade == "forgot" else "good"))
            return self.press("a" if grade == "forgot" else "b", "Space")
        self.given.append((self.card_id, grade))
        return self.press(key)

    def answer_all(self, key: str = "3", grade: str = "good") -> "Drill":
        for _ in range(30):
            if self.page.locator("#drill:not([data-state=waiting])").count():
                self.answer(key, grade)
        return self

    def settled(self) -> "Drill":
        """Everything is with the server, and it has neither more nor less."""
        self.page.wait_for_function(NOTHING_KEPT)
        assert self.log.answers() == self.given
        return self

    def ended(self) -> "Drill":
        """Nothing is left to be asked here: the page goes to the summary by itself."""
        self.page.wait_for_url("**/drill/end**")
        return self.settled()

    def says(self, words: str, patience_ms: int = PATIENCE_MS) -> "Drill":
        expect(self.page.locator("#waiting")).to_contain_text(words, timeout=patience_ms)
        return self


def make_site(home: Path, content: Path, clock: Clock | None = None, **changes: Any) -> Flask:
    """It is nine in the morning when it opens: no test runs into another study day."""
    settings = Settings(home=home, content=content, **changes)
    build_library(settings.content, settings.library_file)
    app = create_web_app(settings, clock or Morning())
    app.test_client().get("/courses")
    ledger = app.extensions[NAME].ledger
    for learner in list_learners(ledger):
        for course in sorted(folder.name for folder in content.iterdir()):
            follow_course(ledger, learner.learner_id, course, BEGAN)
    return app


class Morning:
    """The service's clock: it goes on by itself, and days or hours pass when a test says so."""

    def __init__(self) -> None:
        self._began = BEGAN - timedelta(seconds=time.monotonic())
        self._passing = threading.Lock()

    def __call__(self) -> datetime:
        with self._passing:
            return self._began + timedelta(seconds=time.monotonic())

    @contextmanager
    def passing(self, days: float = 0, hours: float = 0) -> Iterator[None]:
        """No request is told the time before it has passed on the devices, too."""
        with self._passing:
            self._began += timedelta(days=days, hours=hours)
            yield

    def pass_by(self, days: float = 0, hours: float = 0, pages: Iterable[Page] = ()) -> None:
        """Open pages notice it only by the clock of their device."""
        with self.passing(days, hours):
            for page in pages:
                page.evaluate("(ms) => { window.passedMs += ms; }", 3_600_000 * (24 * days + hours))


CLOCK_OF_DEVICE = """
window.passedMs = 0;
((now) => { Date.now = () => now() + window.passedMs; })(Date.now);
"""


@contextmanager
def device(browser: Browser, address: str, **more: Any) -> Iterator[Page]:
    """A browser of its own; anything that a script throws fails the test."""
    context = browser.new_context(base_url=address, **more)
    context.add_init_script(CLOCK_OF_DEVICE)
    complaints: list[str] = []
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    try:
        yield context.new_page()
    finally:  # an open page keeps a connection, and the server's end waits for that
        context.close()
    assert not complaints


@contextmanager
def drilled(
    browser: Browser, app: Flask, width: int = 1280, height: int = 800, **more: Any
) -> Iterator[Drill]:
    viewport = {"width": width, "height": height}
    with served(app) as address, device(browser, address, viewport=viewport, **more) as page:
        yield Drill(page, Log(app.extensions[NAME].ledger))
