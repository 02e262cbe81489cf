"""An author writes on one side of the screen and sees the page on the other."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def lesson(content: Path) -> Path:
    return content / "rivers" / "01-springs.md"


def test_a_saved_lesson_shows_by_itself_at_the_same_place(page: Page, lesson: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto("/courses/rivers/springs")
    page.evaluate("scrollTo(0, 300)")
    lesson.write_text(lesson.read_text().replace("A word of care", "A word of thanks"))
    expect(page.get_by_text("A word of thanks")).to_be_attached(timeout=15_000)
    expect(page.locator("html")).to_have_js_property("scrollTop", 300)


def test_a_problem_shows_by_itself_and_goes_when_mended(page: Page, lesson: Path) -> None:
    good = lesson.read_text()
    page.goto("/courses/rivers/springs")
    lesson.write_text(good + "\nA mark that ==never ends.\n")
    problem = page.get_by_role("heading", name="1 problem in rivers/01-springs.md")
    expect(problem).to_be_visible(timeout=15_000)
    lesson.write_text(good)
    expect(problem).not_to_be_attached(timeout=15_000)
