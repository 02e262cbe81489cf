"""An author writes on one side of the screen and sees the page on the other."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.test_push import until


@pytest.fixture
def lesson(content: Path) -> Path:
    return content / "rivers" / "01-springs.md"


def save(lesson: Path, text: str) -> None:
    """As editors do it: nobody reads the half of it."""
    (lesson.parent / "saved").write_text(text)
    (lesson.parent / "saved").replace(lesson)


def test_a_saved_lesson_shows_by_itself_at_the_same_place(page: Page, lesson: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto("/courses/rivers/springs")
    page.evaluate("scrollTo(0, 300)")
    save(lesson, lesson.read_text().replace("A word of care", "A word of thanks"))
    expect(page.get_by_text("A word of thanks")).to_be_attached()
    expect(page.locator("html")).to_have_js_property("scrollTop", 300)


def test_who_has_pressed_something_is_led_there_whatever_is_saved_meanwhile(
    page: Page, lesson: Path
) -> None:
    held: list[Route] = []
    page.goto("/courses/rivers")
    shown = page.locator("body").get_attribute("data-library")
    page.evaluate("performance.now = () => 0")  # however long the rest takes
    page.route("**/courses/rivers", lambda route: held.append(route))
    page.get_by_role("button", name="Read the whole lesson first").click(no_wait_after=True)
    until(page, lambda: held)
    save(lesson, lesson.read_text().replace("A word of care", "A word of thanks"))
    until(page, lambda: page.request.get("/preview/version").text() != shown)
    for _ in range(3):  # the second was asked for afterwards, the third when it was read
        page.wait_for_event("response", lambda reply: reply.url.endswith("/preview/version"))
    held[0].continue_()
    page.wait_for_url("**/courses/rivers/springs")


def test_a_problem_shows_by_itself_and_goes_when_mended(page: Page, lesson: Path) -> None:
    good = lesson.read_text()
    page.goto("/courses/rivers/springs")
    save(lesson, good + "\nA mark that ==never ends.\n")
    problem = page.get_by_role("heading", name="1 problem in rivers/01-springs.md")
    expect(problem).to_be_visible()
    save(lesson, good)
    expect(problem).not_to_be_attached()
