"""The states that a drill comes to only by what happens in it, each fitting and accessible.

A check box may be small: the whole option is its label.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from app.ledger.learners import change_settings
from app.web.parts import NAME
from tests.browser.drilling import NOTHING_KEPT, Drill, Morning, drilled, make_site
from tests.browser.kinds import live, section, write_kinds
from tests.browser.test_pages import SMALL, faults

SPRING, FEEDS = "kinds.spring.1", "kinds.feeds.choice"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_kinds(tmp_path / "content")


@pytest.fixture
def app(tmp_path: Path, content: Path) -> Flask:
    """A card that has slipped three times, a quiz to be thought of first, answers to be typed."""
    clock = Morning()
    app = make_site(tmp_path / "home", content, clock)
    live(app, clock, FEEDS, "good 1 good 4")
    live(app, clock, SPRING, "good 1 forgot 1 forgot 1 forgot 1")
    change_settings(app.extensions[NAME].ledger, 1, {"typed_answers": True})
    return app


def states(drill: Drill) -> Iterator[str]:
    """Each on the page when its name comes."""
    page = drill.page
    drill.open(section("one"))
    yield "show options"
    drill.press("Space", "1")
    yield "one answered"
    page.wait_for_function(NOTHING_KEPT)
    drill.open(section("several"))
    yield "several"
    drill.press("a", "c")
    yield "several chosen"
    drill.press("Space")
    yield "several answered"
    page.wait_for_function(NOTHING_KEPT)
    drill.open(section("long"))
    yield "long reading"
    drill.press("Space", "Space")
    yield "long answer"
    drill.open(section("cloze"))
    yield "to be typed"
    page.keyboard.type("intermiten")
    drill.press("Enter")
    yield "difference"
    drill.press("1")
    yield "slipped, once more"
    drill.rested()
    page.locator("#undo").click()
    yield "taken back"
    page.wait_for_function(NOTHING_KEPT)
    page.context.set_offline(True)
    drill.press("1").says("kept here")
    yield "offline"
    page.context.set_offline(False)
    drill.says("Sent.")
    page.goto(f"/cards/{SPRING}#note")
    page.get_by_label("My note").fill("a lamp")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("status")).to_contain_text("Kept.")
    yield "note kept"
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#report-fault")).to_be_visible()
    yield "empty report"
    page.get_by_label("Report a mistake").fill("snow does it too")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_contain_text("Thank you.")
    yield "reported"
    page.get_by_role("link", name="Take it back").first.click()
    expect(page.get_by_role("heading", name="Take this answer back?")).to_be_visible()
    yield "preview of an undo"
    drill.open(section("cloze")).press("Space", "Enter")
    expect(page.locator("#my-note")).to_be_visible()
    yield "my note on the back"
    drill.press("Escape")
    page.wait_for_url("**/drill/end**")
    yield "stopped"


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1280, "light")])
def test_every_state_on_the_way_fits_and_is_accessible(
    browser: Browser, app: Flask, width: int, scheme: str
) -> None:
    with drilled(browser, app, width, 844, color_scheme=scheme, reduced_motion="reduce") as drill:
        for state in states(drill):
            drill.page.wait_for_load_state()
            assert drill.page.evaluate("document.documentElement.scrollWidth") == width, state
            assert faults(drill.page) == [], state
            small = drill.page.evaluate(SMALL)
            assert [each for each in small if 'type="checkbox"' not in each] == [], state
            assert drill.page.locator("h1").count() == 1
        assert len(drill.log.answers()) == 2 + 4 + 3


@pytest.mark.parametrize("name", ["one", "several", "long", "term"])
def test_at_400_per_cent_every_kind_is_answered(browser: Browser, app: Flask, name: str) -> None:
    """By pointer: the page scrolls as a whole, and what is pressed is within reach."""
    with drilled(browser, app, 320, 256) as drill:
        before = len(drill.log.answers())
        drill.open(section(name))
        for button in ("#ask-me", "#show", ".choice", "#check-button", "#grades .good", "#on"):
            found = drill.page.locator(button).first
            if found.is_visible():
                assert drill.page.evaluate("document.documentElement.scrollWidth") == 320
                drill.rested()
                found.click()
        drill.page.wait_for_function(NOTHING_KEPT)
        assert len(drill.log.answers()) == before + 1


def test_on_paper_an_answered_quiz_shows_its_verdicts(browser: Browser, app: Flask) -> None:
    with drilled(browser, app) as drill:
        drill.open(section("several")).press("a", "Space")
        drill.page.emulate_media(media="print", color_scheme="dark")
        expect(drill.page.locator(".foot")).not_to_be_visible()
        expect(drill.page.locator(".choice .mark").first).to_be_visible()
        expect(drill.page.locator("#reasons")).to_be_visible()
        paper = drill.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
        drill.page.wait_for_function(NOTHING_KEPT)
