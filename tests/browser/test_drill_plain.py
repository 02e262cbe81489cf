"""Without JavaScript the drill is a form that works: read, reveal, grade, quiz, undo, the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browser.drilling import FIRST, Drill, drilled, make_site

CHOICE = "rivers.q-summer.choice"


@pytest.fixture
def app(tmp_path: Path, content: Path) -> Flask:
    return make_site(tmp_path / "home", content)


@pytest.fixture
def plain(browser: Browser, app: Flask) -> Iterator[Drill]:
    with drilled(browser, app, 390, 844, java_script_enabled=False) as drill:
        yield drill


def press(page: Page, name: str) -> None:
    """Each press brings a page, and what comes next is on that one."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def answer(drill: Drill, grade: str) -> None:
    if drill.state == "reading":
        press(drill.page, "Ask me")
    if drill.state == "front":
        expect(drill.page.locator("#answer")).not_to_be_visible()
        press(drill.page, "Show answer")
    drill.given.append((drill.card_id, grade))
    with drill.page.expect_navigation():
        drill.page.locator(f"#grades .{grade}").click()


def test_a_sitting_is_read_shown_graded_and_taken_back(plain: Drill) -> None:
    page = plain.page
    page.goto("/drill")
    answer(plain, "good")
    expect(page.locator("#after")).to_have_text("Good · next on 22 November")
    answer(plain, "forgot")
    press(page, "Undo")
    expect(page.locator("#after")).to_have_text("Taken back. The card is here again.")
    assert plain.state == "back"
    assert plain.card_id == plain.given.pop()[0]
    answer(plain, "easy")
    page.get_by_role("link", name="Stop").click()
    expect(page.locator("h1")).to_have_text("Stopped after 2 cards")
    press(page, "Undo the last answer")
    assert plain.card_id == plain.given.pop()[0]
    assert plain.log.answers() == plain.given == [(FIRST, "good")]


def test_a_quiz_grades_itself_and_a_guess_is_owned_up_to(plain: Drill) -> None:
    page = plain.page
    page.goto("/drill?course=rivers&track=springs&section=section-quiz")
    press(page, "ground water")
    expect(page.locator(".choice.right .mark")).to_have_text("✓ Right")
    expect(page.locator("#explanation")).to_contain_text("Ground water comes out slowly")
    assert plain.log.answers() == [(CHOICE, "good")]
    press(page, "I was guessing")
    assert plain.log.answers() == [(CHOICE, "forgot")]
    press(page, "rain")
    expect(page.locator(".choice.wrong .mark")).to_have_text("✕ You chose this")
    page.reload()
    assert plain.log.answers() == [(CHOICE, "forgot")] * 2


def test_a_whole_day_needs_no_scripts(plain: Drill) -> None:
    plain.page.goto("/")
    plain.page.get_by_role("link", name="Start", exact=True).click()
    plain.page.wait_for_url("**/drill")
    for _ in range(8):
        if plain.state == "options":
            plain.given.append((plain.card_id, "good"))
            press(plain.page, "ground water")
            press(plain.page, "Go on")
        else:
            answer(plain, "good")
    expect(plain.page.locator("h1")).to_have_text("Done for today")
    assert plain.log.answers() == plain.given
