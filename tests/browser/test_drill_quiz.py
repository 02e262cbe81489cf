"""A quiz grades itself: one right option or several, thought of first or seen at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from app.core.events import Reviewed
from tests.browser.drilling import NOTHING_KEPT, Drill, Morning, drilled, make_site
from tests.browser.kinds import live, section, write_kinds

OPTIONS = """
() => [...document.querySelectorAll('#prompt, .choice, .choice .words')]
  .map((e) => e.getBoundingClientRect()).map((box) => [box.left, box.top, box.bottom])
"""
FEEDS, CARRIES = "kinds.feeds.choice", "kinds.carries.choice"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_kinds(tmp_path / "content")


@pytest.fixture
def clock() -> Morning:
    return Morning()


@pytest.fixture
def app(tmp_path: Path, content: Path, clock: Morning) -> Flask:
    return make_site(tmp_path / "home", content, clock)


@pytest.fixture
def drill(browser: Browser, app: Flask) -> Iterator[Drill]:
    with drilled(browser, app) as found:
        yield found


def letters_of(page: Page) -> dict[str, str]:
    """The options are shuffled for each review."""
    words = page.locator("#choices .words").all_inner_texts()
    return dict(zip(words, "abcdefghi", strict=False))


def marks_of(page: Page) -> dict[str, str]:
    words = page.locator("#choices .words").all_inner_texts()
    return dict(zip(words, page.locator("#choices .mark").all_inner_texts(), strict=True))


def test_a_wrong_choice_is_forgotten_and_shows_what_is_right_and_why(drill: Drill) -> None:
    drill.open(section("one"))
    drill.press(letters_of(drill.page)["the sea"])
    marks = {"ground water": "✓ Right answer", "the sea": "✕ You chose this", "rain": ""}
    assert marks_of(drill.page) == marks
    expect(drill.page.locator("#answer")).to_be_focused()
    expect(drill.page.locator("#explanation")).to_contain_text("Ground water comes out slowly")
    expect(drill.page.locator("#reasons li")).to_have_count(2)
    expect(drill.page.locator("#on-told")).to_have_text("again today")
    expect(drill.page.locator("#guess")).not_to_be_visible()
    drill.given.append((FEEDS, "forgot"))
    drill.press("1", "2", "3", "a", "b").settled()
    drill.press("Space")
    expect(drill.page.locator("#once")).to_be_visible()
    drill.given.append((FEEDS, "good"))
    drill.press(letters_of(drill.page)["ground water"], "Space").ended()


@pytest.mark.parametrize(
    ("chosen", "grade", "marks"),
    [
        (["sand", "mud"], "good", ["✓ Right", "✓ Right", "", ""]),
        (["sand"], "forgot", ["✓ Right", "✓ You missed this", "", ""]),
        (["sand", "mud", "springs"], "forgot", ["✓ Right", "✓ Right", "", "✕ You chose this"]),
        ([], "forgot", ["✓ You missed this", "✓ You missed this", "", ""]),
    ],
)
def test_of_several_right_ones_all_must_be_chosen_and_nothing_else(
    drill: Drill, chosen: list[str], grade: str, marks: list[str]
) -> None:
    drill.open(section("several"))
    expect(drill.page.locator("#several")).to_have_text("Choose all that apply")
    letters = letters_of(drill.page)
    drill.press(*(letters[words] for words in chosen))
    assert drill.state == "options"
    assert drill.log.answers() == []
    drill.press("Space")
    assert marks_of(drill.page) == dict(
        zip(["sand", "mud", "the divide", "springs"], marks, strict=True)
    )
    drill.press("1", "2", "3", "4")
    drill.given.append((CARRIES, grade))
    drill.settled()
    (answer,) = drill.log.events()
    assert isinstance(answer, Reviewed)
    slugs = {words.replace(" ", "-") for words in chosen}
    assert set(answer.choice or ()) == slugs


def test_a_choice_is_taken_back_before_it_is_checked(drill: Drill) -> None:
    drill.open(section("several"))
    letters = letters_of(drill.page)
    drill.press(letters["sand"], letters["springs"], letters["mud"], letters["springs"], "Space")
    drill.given.append((CARRIES, "good"))
    drill.settled()


def test_from_six_days_on_it_is_thought_of_before_the_options_are_shown(
    drill: Drill, app: Flask, clock: Morning
) -> None:
    live(app, clock, FEEDS, "good 1 good 8")
    drill.given += drill.log.answers()
    drill.open(section("one"))
    assert drill.state == "front"
    expect(drill.page.locator("#show-words")).to_have_text("Show options")
    assert "ground water" not in drill.page.locator("main").inner_text()
    drill.press("1", "2")
    assert drill.state == "front"
    assert drill.press("Space").state == "options"
    drill.given.append((FEEDS, "good"))
    drill.press(letters_of(drill.page)["ground water"]).settled()
    expect(drill.page.locator("#on-told")).to_have_text("in 14 days")  # 15, spread


@pytest.mark.parametrize(
    ("name", "card_id"),
    [
        ("not", "kinds.no-river.choice"),
        ("beside", "kinds.longest.choice"),
        ("several", CARRIES),
    ],
)
def test_what_makes_sense_only_with_its_options_shows_them_at_once(
    drill: Drill, app: Flask, clock: Morning, name: str, card_id: str
) -> None:
    live(app, clock, card_id, "good 1 good 8")
    assert drill.open(section(name)).state == "options"
    expect(drill.page.locator(".choice").first).to_be_visible()
    assert drill.log.answers() == [(card_id, "good")] * 2


@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 844), (1280, 800)])
def test_no_option_moves_when_it_is_answered(
    browser: Browser, app: Flask, width: int, height: int
) -> None:
    with drilled(browser, app, width, height) as drill:
        for name in ("one", "several", "not", "beside"):
            drill.open(section(name))
            before = drill.page.evaluate(OPTIONS)
            drill.press("a", *(["Space"] if name == "several" else []))
            assert drill.state == "answered"
            assert drill.page.evaluate(OPTIONS) == before, name
            drill.page.wait_for_function(NOTHING_KEPT)


@pytest.mark.parametrize(("button", "grade"), [("#on", "good"), ("#guess", "forgot")])
def test_what_was_chosen_before_the_scripts_were_there_is_led_on_from(
    drill: Drill, button: str, grade: str
) -> None:
    page = drill.page
    page.route("**/drill/main.js", lambda route: route.abort())
    page.goto(section("one"))
    page.get_by_role("button", name="ground water").click()
    expect(page.locator("#go-on")).to_be_visible()
    page.unroute("**/drill/main.js")
    page.reload()
    with drill.ready().page.expect_navigation():
        page.locator(button).click()
    drill.given.append(("kinds.feeds.choice", grade))
    drill.settled()


def test_the_button_to_go_on_is_where_it_was_to_check(drill: Drill) -> None:
    drill.open(section("several"))
    before = drill.page.locator("#check-button").bounding_box()
    letters = letters_of(drill.page)
    drill.press(letters["sand"], letters["mud"], "Space")
    expect(drill.page.locator("#guess")).to_be_visible()
    now = drill.page.locator("#on").bounding_box()
    assert before
    assert now
    assert (now["y"], now["height"]) == (before["y"], before["height"])
    assert now["x"] < before["x"] + before["width"] / 2  # where one pressed last
    assert now["x"] + now["width"] == before["x"] + before["width"]
    drill.given.append((CARRIES, "good"))
    drill.settled()
