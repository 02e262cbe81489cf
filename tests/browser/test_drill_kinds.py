"""Each kind of card by name: what is asked, what the answer shows, and that nothing moves."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, expect

from app.ledger.learners import change_settings
from app.web.parts import NAME
from tests.browser.drilling import Drill, drilled, make_site
from tests.browser.kinds import section, write_kinds

# The section of each, its card, what the front says and what the back adds.
KINDS = {
    "term": ("kinds.headwater.term", "Which word? the part of a river", "Headwater"),
    "cloze": ("kinds.spring.1", "is called blank, hint: not all year.", "intermittent"),
    "question": ("kinds.namer.answer", "Who named the river", "José Río"),
    "long": ("kinds.steps.answer", "What does this print?", "and the Loire"),
    "table": ("kinds.rhine.c2", "How long is it? Rhine", "1233"),
    "row": ("kinds.layer.1", "Layer Rock Water upper chalk blank", "clear"),
    "code": ("kinds.flow.1", "def flow(speed: float, area: float)", "speed * area"),
    "math": ("kinds.mean-flow.1", "The mean flow is blank", "Q = v A"),
}
PLACES = """
() => [...document.querySelectorAll('#prompt, .choice, .buttons > .main, .buttons.grades')]
  .filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect())
  .map((box) => [box.left, box.top, box.right, box.bottom].map(Math.round))
"""


def told(element: Locator) -> str:
    """As it is seen; the slanted letters of formulas as plain ones."""
    return " ".join(unicodedata.normalize("NFKC", element.inner_text()).split())


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_kinds(tmp_path / "content")


@pytest.fixture
def app(tmp_path: Path, content: Path) -> Flask:
    return make_site(tmp_path / "home", content)


@pytest.fixture
def drill(browser: Browser, app: Flask) -> Iterator[Drill]:
    with drilled(browser, app, 390, 844) as found:
        yield found


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_asked_shown_and_graded_in_one_place(drill: Drill, kind: str) -> None:
    card_id, front, back = KINDS[kind]
    drill.open(section(kind)).press("Space")
    assert (drill.card_id, drill.state) == (card_id, "front")
    prompt, answer = drill.page.locator("#prompt"), drill.page.locator("#answer")
    asked, places = prompt.inner_html(), drill.page.evaluate(PLACES)
    assert front in told(prompt)
    expect(answer).not_to_be_visible()
    assert back not in told(prompt)
    drill.press("Space")
    assert back in told(drill.page.locator("#answer-text"))
    expect(drill.page.locator("#section")).to_have_text(kind.capitalize())
    assert prompt.inner_html() == asked
    assert drill.page.evaluate(PLACES) == places
    drill.given.append((card_id, "easy"))
    drill.press("4").ended()


def test_formulas_are_drawn_and_wide_code_scrolls_in_its_block(drill: Drill) -> None:
    drill.open(section("math")).press("Space")
    assert drill.page.locator("#prompt math[display=block]").count() == 1
    assert drill.page.locator("#prompt math").first.bounding_box()
    drill.press("Space")
    assert drill.page.locator("#answer-text math").bounding_box()
    code = drill.open(section("long")).press("Space").page.locator("#prompt pre")
    code.focus()
    drill.press("ArrowRight", "ArrowRight")
    drill.page.wait_for_function("(e) => e.scrollLeft > 0", arg=code.element_handle())
    assert drill.page.evaluate("document.documentElement.scrollWidth") == 390
    drill.settled()


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("josé río", True),
        ("  JOSE   RIO. ", True),
        ("the old jose", True),
        ("Pepe Rio", True),
        ("José", False),
        ("Hosé Río", False),
    ],
)
def test_what_is_typed_is_compared_kindly(
    browser: Browser, app: Flask, typed: str, right: bool
) -> None:
    change_settings(app.extensions[NAME].ledger, 1, {"typed_answers": True})
    with drilled(browser, app) as drill:
        drill.open(section("question")).press("Space")
        expect(drill.page.locator("#typed")).to_be_focused()
        drill.page.keyboard.type(typed)
        drill.press("Enter")
        suggested = drill.page.locator("#grades").get_attribute("data-suggested")
        assert suggested == ("good" if right else "forgot")
        expect(drill.page.locator("#comparison")).to_be_visible(visible=not right)
        drill.given.append(("kinds.namer.answer", "forgot"))
        drill.press("1").settled()


def test_the_letters_that_differ_are_named(browser: Browser, app: Flask) -> None:
    change_settings(app.extensions[NAME].ledger, 1, {"typed_answers": True})
    with drilled(browser, app) as drill:
        drill.open(section("term")).press("Space")
        drill.page.keyboard.type("Heatwaters")
        drill.press("Enter")
        wrote, answer = drill.page.locator("#comparison dd").all()
        assert told(wrote) == "Heat (not in the answer) waters (not in the answer)"
        assert told(answer) == "Head (missing) water"
        drill.given.append(("kinds.headwater.term", "good"))
        drill.press("3").settled()


def test_two_buttons_say_when_and_three_keys_mean_got_it(browser: Browser, app: Flask) -> None:
    change_settings(app.extensions[NAME].ledger, 1, {"buttons": 2})
    with drilled(browser, app) as drill:
        for name, key in (("term", "2"), ("cloze", "3"), ("table", "4")):
            drill.open(section(name)).to_the_answer()
            buttons = drill.page.locator("#grades button").all()
            assert list(map(told, buttons)) == ["Forgot 1 again today", "Got it 3 tomorrow"]
            drill.given.append((drill.card_id, "good"))
            drill.press(key).ended()
        drill.open(section("row")).answer("1", "forgot")
        expect(drill.page.locator("#once")).to_have_text("Once more. Your schedule stays as it is.")
        drill.to_the_answer()
        buttons = drill.page.locator("#grades button").all()
        assert list(map(told, buttons)) == ["Forgot 1", "Got it 3"]
        drill.settled()


def test_the_answer_under_a_prompt_that_fills_the_page_comes_into_sight(drill: Drill) -> None:
    drill.open(section("long")).press("Space")
    drill.page.locator("#prompt").evaluate("(prompt) => { prompt.style.minHeight = '2000px'; }")
    drill.press("Space")
    expect(drill.page.locator("#answer li").last).to_be_in_viewport()
