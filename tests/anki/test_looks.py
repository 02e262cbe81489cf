"""The cards in Chromium as Anki frames them: desktop and phone, light and night.

`LOOKS=folder` in the environment keeps the pictures, to be looked at.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.anki.engine import Anki
from tests.anki.sample import SampleCourse

# What Anki's own style sheet says of the page around a card.
FRAME = """
body { margin: 20px; overflow-wrap: break-word; background-color: #fff }
hr { background-color: #ccc; margin: 1em } img { max-width: 100%; max-height: 95vh }
li { text-align: start } pre { text-align: left }
"""
PAGE = """<!doctype html><html lang="en" class="{phone}">
<head><meta charset="utf-8"><title>Card</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{frame}</style></head>
<body class="card card1 {night}"><main id="qa">{side}</main></body></html>"""
WINDOWS = {"desktop": (1000, 700), "phone": (390, 760), "small": (320, 600)}
PAPER = {"light": "rgb(247, 246, 243)", "night": "rgb(21, 24, 26)"}
KINDS = ("begun", "class", "picture", "gcc", "main", "long", "which")
Show = Callable[[str], Page]


@pytest.fixture(params=WINDOWS)
def window(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=PAPER)
def light(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def show(browser: Browser, window: str, light: str) -> Iterator[Show]:
    width, height = WINDOWS[window]
    page = browser.new_page(viewport={"width": width, "height": height})
    phone = "" if window == "desktop" else "mobile android"
    night = "nightMode" if light == "night" else ""

    def shown(side: str) -> Page:
        page.set_content(PAGE.format(phone=phone, night=night, frame=FRAME, side=side))
        return page

    yield shown
    page.close()


def sides(course: SampleCourse, anki: Anki) -> Iterator[tuple[str, str, str]]:
    course.export("https://drill.example.org")
    anki.take(course.package)
    for key in KINDS:
        for card in anki.cards(f"cpp.{key}"):
            yield f"{key}-{card.ord}", card.question(), card.answer()


def test_every_kind_can_be_read_everywhere(
    course: SampleCourse, anki: Anki, show: Show, window: str, light: str
) -> None:
    for name, front, back in sides(course, anki):
        for side, html in (("front", front), ("back", back)):
            page = show(html)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
            assert _style(page, "body", "background-color") == PAPER[light]
            assert not _hard_to_read(page), name
            if folder := os.environ.get("LOOKS"):
                page.screenshot(path=Path(folder) / f"{name}-{side}-{window}-{light}.png")


def test_the_prompt_does_not_move_when_the_answer_comes(
    course: SampleCourse, anki: Anki, show: Show
) -> None:
    for name, front, back in sides(course, anki):
        places = [show(html).locator(".prompt").first.bounding_box() for html in (front, back)]
        assert places[0] is not None
        assert places[1] is not None
        assert (places[0]["x"], places[0]["y"]) == (places[1]["x"], places[1]["y"]), name


def test_code_scrolls_within_its_block(course: SampleCourse, anki: Anki, show: Show) -> None:
    shown = {name: back for name, _, back in sides(course, anki)}
    page = show(shown["main-0"])
    assert page.evaluate("(b => b.scrollWidth > b.clientWidth)(document.querySelector('pre'))")


def test_a_gap_is_underlined_and_says_its_hint(
    course: SampleCourse, anki: Anki, show: Show
) -> None:
    shown = {name: front for name, front, _ in sides(course, anki)}
    page = show(shown["begun-1"])
    assert page.locator(".cloze").inner_text() == "[place]"
    assert _style(page, ".cloze", "border-bottom-width") == "2px"


def _style(page: Page, selector: str, name: str) -> Any:
    return page.eval_on_selector(selector, f"e => getComputedStyle(e).getPropertyValue('{name}')")


def _hard_to_read(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": ["color-contrast"]})
    return [each["id"] + str(each["nodes"][0]["html"]) for each in found.response["violations"]]
