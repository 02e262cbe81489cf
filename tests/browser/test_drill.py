"""The drill in Chromium: by keys, by touch, at every size; after each, the log as it was given."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from app.ledger.learners import change_settings
from app.web.parts import NAME
from tests.browser.drilling import FIRST, Drill, drilled, make_site
from tests.browser.test_pages import SMALL, faults

QUIZ = "/drill?course=rivers&track=springs&section=section-quiz"


@pytest.fixture
def app(tmp_path: Path, content: Path) -> Flask:
    return make_site(tmp_path / "home", content)


@pytest.fixture
def drill(browser: Browser, app: Flask) -> Iterator[Drill]:
    with drilled(browser, app) as found:
        yield found


def test_a_sitting_by_keys_alone(drill: Drill) -> None:
    drill.open()
    drill.answer("1", "forgot").answer_all()
    drill.page.wait_for_url("**/drill/end")
    expect(drill.page.locator("h1")).to_have_text("Done for today")
    assert drill.log.answers() == drill.given
    assert drill.given[5] == (FIRST, "good")  # after four others
    assert len(drill.given) == 9


def test_one_key_leads_through_a_card(drill: Drill) -> None:
    drill.open()
    assert drill.state == "reading"
    assert drill.press("Space").state == "front"
    assert drill.press("Enter").state == "back"
    expect(drill.page.locator("#answer")).to_be_focused()
    assert drill.press("Space").state == "front"
    expect(drill.page.locator("#after")).to_have_text("Good · next on 22 November")
    drill.given.append((FIRST, "good"))
    drill.settled()


def test_a_quiz_is_chosen_by_letter_and_digits_are_dead_after_it(drill: Drill) -> None:
    drill.open(QUIZ)
    drill.press("b")
    assert drill.state == "answered"
    expect(drill.page.locator(".choice.right .mark")).to_have_text("✓ Right")
    drill.press("1", "2", "a")
    assert drill.state == "answered"
    drill.given.append(("rivers.q-summer.choice", "good"))
    drill.settled()


def test_a_guess_is_taken_back_and_counts_as_forgotten(drill: Drill) -> None:
    drill.open(QUIZ).press("2")
    drill.rested().page.locator("#guess").click()
    drill.given.append(("rivers.q-summer.choice", "forgot"))
    drill.settled()


def test_undo_shows_the_card_as_answered_and_goes_on_across_a_reload(drill: Drill) -> None:
    drill.open().answer().answer("1", "forgot").settled()
    drill.open().press("u")
    expect(drill.page.locator("#after")).to_have_text("Taken back. The card is here again.")
    assert drill.ready().state == "back"
    card_id, _ = drill.given.pop()
    assert drill.card_id == card_id
    drill.answer("4", "easy").press("u")
    assert drill.state == "back"
    drill.given.pop()
    drill.answer("3").settled()


def test_not_today_set_aside_and_bring_back(drill: Drill) -> None:
    drill.open()
    first = drill.card_id
    drill.press("s")
    second = drill.card_id
    assert second != first
    expect(drill.page.locator("#after")).to_contain_text("Set aside.")
    drill.rested().page.locator("#back").click()
    drill.press("b")
    assert drill.card_id == first
    drill.settled()
    kinds = [type(event).__name__ for event in drill.log.events()]
    assert kinds == ["Suspended", "Resumed", "Buried"]


def test_a_key_held_down_and_a_double_tap_grade_nothing(drill: Drill) -> None:
    drill.open().press("Space")
    for _ in range(5):
        drill.page.keyboard.down("Space")
    drill.page.keyboard.up("Space")
    assert drill.state == "back"
    drill.press("3", "Space")
    drill.given.append((FIRST, "good"))
    drill.settled().open()
    drill.double_tap("#show")
    assert drill.state == "back"
    drill.settled()


def test_what_is_typed_is_compared_and_the_learner_decides(app: Flask, browser: Browser) -> None:
    change_settings(app.extensions[NAME].ledger, 1, {"typed_answers": True})
    with drilled(browser, app) as drill:
        drill.open().press("Space")
        expect(drill.page.locator("#typed")).to_be_focused()
        drill.page.keyboard.type("  Intermitent u1")
        drill.press("Enter")
        expect(drill.page.locator("#comparison")).to_contain_text("You wrote")
        expect(drill.page.locator("#grades")).to_have_attribute("data-suggested", "forgot")
        drill.given.append((drill.card_id, "good"))
        drill.press("3").settled()
        assert [getattr(event, "typed", None) for event in drill.log.events()] == ["Intermitent u1"]


def test_letters_can_be_switched_off(app: Flask, browser: Browser) -> None:
    change_settings(app.extensions[NAME].ledger, 1, {"letter_keys": False})
    with drilled(browser, app) as drill:
        drill.open(QUIZ).press("b", "u", "s")
        assert drill.state == "options"
        drill.settled()


TOPS = """
() => [...document.querySelectorAll('#prompt, .after, .ways')]
  .map((e) => e.getBoundingClientRect())
  .map((box) => [box.top, box.bottom])
"""


@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 844), (1280, 800)])
def test_prompt_and_buttons_stay_where_they_are(
    browser: Browser, app: Flask, width: int, height: int
) -> None:
    with drilled(browser, app, width, height) as drill:
        drill.open().press("Space")
        before = drill.page.evaluate(TOPS)
        drill.press("Space")
        assert drill.page.evaluate(TOPS) == before
        (*_, (top, bottom)) = before
        assert bottom - top == (60 if width >= 390 else 128)


def states(drill: Drill) -> Iterator[str]:
    """Every state of the page, each on it when its name comes."""
    yield drill.open().state
    yield drill.press("Space").state
    yield drill.press("Space").state
    drill.page.locator("#more > summary").click()
    yield "more"
    drill.press("Escape", "1")
    drill.page.locator("#keys").evaluate("(button) => button.click()")
    yield "keys"
    drill.press("Escape")
    yield drill.open(QUIZ).state
    yield drill.press("a").state
    for address in ("/drill/end", f"/cards/{FIRST}", "/set-aside"):
        drill.page.goto(address)
        yield address


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1280, "light")])
def test_every_state_fits_and_is_accessible(
    browser: Browser, app: Flask, width: int, scheme: str
) -> None:
    with drilled(browser, app, width, 844, color_scheme=scheme, reduced_motion="reduce") as drill:
        for state in states(drill):
            assert drill.page.evaluate("document.documentElement.scrollWidth") == width, state
            assert faults(drill.page) == [], state
            assert drill.page.evaluate(SMALL) == [], state
            assert drill.page.locator("h1").count() == 1


def test_at_400_per_cent_everything_is_within_reach(browser: Browser, app: Flask) -> None:
    with drilled(browser, app, 320, 256) as drill:
        drill.open()
        for button in ("#ask-me", "#show", "#grades .good"):
            drill.page.locator(button).click(delay=1)
            drill.rested()
        drill.given.append((FIRST, "good"))
        drill.settled()
        assert drill.page.evaluate("document.documentElement.scrollWidth") == 320


def test_on_paper_there_is_the_card_alone(drill: Drill) -> None:
    drill.open().press("Space", "Space")
    drill.page.emulate_media(media="print")
    for gone in (".drill-bar", "#meter", ".foot"):
        expect(drill.page.locator(gone)).not_to_be_visible()
    expect(drill.page.locator("#prompt")).to_be_visible()
    expect(drill.page.locator("#explanation")).to_be_visible()
