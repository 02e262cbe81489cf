"""What is pressed twice, too long or in the wrong place does nothing that was not meant."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from app.ledger.learners import change_settings
from app.web.parts import NAME
from tests.browser.drilling import Drill, drilled, make_site
from tests.browser.kinds import section, write_kinds

HEIGHTS = """() => ["prompt", "after"].map((id) =>
  Math.round((id === "after" ? document.getElementById(id).parentElement
                             : document.getElementById(id)).getBoundingClientRect().y))"""

# What is painted takes the focus at its end.
SLOW_TO_PAINT = """
const { focus } = HTMLElement.prototype;
HTMLElement.prototype.focus = function (...how) {
  const until = performance.now() + 300;
  while (performance.now() < until);
  focus.apply(this, how);
};
"""


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return make_site(tmp_path / "home", write_kinds(tmp_path / "content"))


@pytest.fixture
def drill(browser: Browser, app: Flask) -> Iterator[Drill]:
    with drilled(browser, app, 390, 844) as found:
        yield found


def test_a_double_tap_leads_on_by_one_step(drill: Drill) -> None:
    drill.open("/drill?course=kinds&track=each")
    steps = [("#ask-me", "front"), ("#show", "back"), ("#grades .good", "reading")]
    for button, state in steps:
        drill.double_tap(button)
        assert drill.state == state
    drill.given.append(("kinds.headwater.term", "good"))
    drill.press("Space", "Space", "3", "Space", "Space", "3")
    drill.given += [("kinds.spring.1", "good"), ("kinds.namer.answer", "good")]
    drill.settled()
    drill.double_tap("#undo")
    drill.given.pop()
    drill.settled()


def test_a_double_tap_leads_on_by_one_step_where_painting_takes_long(drill: Drill) -> None:
    drill.page.add_init_script(SLOW_TO_PAINT)
    drill.open("/drill?course=kinds&track=each")
    for button, state in [("#ask-me", "front"), ("#show", "back")]:
        drill.double_tap(button)
        assert drill.state == state


def test_a_double_tap_on_check_leaves_the_verdicts_and_on_go_on_checks_nothing(
    drill: Drill,
) -> None:
    drill.open(section("several"))
    if drill.state == "reading":
        drill.press("Space")
    drill.press("a", "b")
    drill.double_tap("#check-button")
    assert drill.state == "answered"
    drill.given.append(("kinds.carries.choice", "good"))
    drill.settled()


@pytest.mark.parametrize("name", ["one", "several", "not"])
def test_nothing_moves_when_an_option_is_chosen(drill: Drill, name: str) -> None:
    drill.open(section(name))
    if drill.state == "reading":
        drill.press("Space")
    before = drill.page.evaluate(HEIGHTS)
    drill.press(*(["a", "b", "Space"] if name == "several" else ["b"]))
    assert drill.state == "answered"
    assert drill.page.evaluate(HEIGHTS) == before


def test_escape_gives_the_letters_back_to_who_types(browser: Browser, app: Flask) -> None:
    change_settings(app.extensions[NAME].ledger, 1, {"typed_answers": True})
    with drilled(browser, app) as drill:
        drill.open("/drill?course=kinds&track=each").press("Space", "Enter", "3", "Space")
        expect(drill.page.locator("#typed")).to_be_focused()
        drill.press("u")
        assert drill.page.locator("#typed").input_value() == "u"
        drill.press("Escape", "u")
        assert (drill.state, drill.card_id) == ("back", "kinds.headwater.term")
        drill.settled()


def test_enter_held_down_reveals_no_answer_that_is_to_be_typed(
    browser: Browser, app: Flask
) -> None:
    change_settings(app.extensions[NAME].ledger, 1, {"typed_answers": True})
    with drilled(browser, app) as drill:
        drill.open("/drill?course=kinds&track=each")
        for _ in range(5):
            drill.page.keyboard.down("Enter")
        drill.page.keyboard.up("Enter")
        assert drill.state == "front"
        expect(drill.page.locator("#typed")).to_be_focused()
        drill.settled()


def test_keys_pressed_while_the_page_loads_grade_nothing(drill: Drill) -> None:
    drill.page.goto("/drill?course=kinds&track=each", wait_until="commit")
    drill.press("3", "Space", "3", "1", "Enter")
    drill.ready()
    assert drill.log.answers() == []
