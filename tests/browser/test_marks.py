"""The marks of a lesson in Chromium: beside the text at every width, and in nobody's way."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.config import Settings
from app.core.events import Suspended
from app.ledger.append import record
from app.services.build_library import build_library
from app.wiring import create_web_app
from tests.browser.conftest import served
from tests.browser.test_pages import SMALL, faults
from tests.ledger.making import answer, days, event_id
from tests.web.drill_form import BEGAN, Form, Hands

LESSON = "/courses/rivers/springs"
PAST = {
    "rivers.divide.answer": (30, 29, 23, 8),
    "rivers.headwater.term": (20, 19),
    "rivers.rhine.c2": (30, 29, 23),
    "rivers.q-summer.choice": (0.1,),
}
# Where each fact, its mark and the mark's target stand.
MARKS = """
() => [...document.querySelectorAll('.mark')].map((mark) => {
  const row = mark.closest('.marking');
  const fact = row ? row.previousElementSibling : mark.closest('.fact, li');
  const box = (e) => { const b = e.getBoundingClientRect();
    return { left: b.left, right: b.right, top: b.top, bottom: b.bottom }; };
  return { fact: box(fact), text: box(fact.closest('.prose')),
    sign: box(mark.querySelector('.sign')), target: box(mark.querySelector('summary')) };
})
"""
# Where every block of text stands in its section; only what follows the text may differ.
TEXT = """
() => [...document.querySelectorAll('.prose :is(p, li, blockquote, tr, td, pre)')]
  .filter((e) => e.checkVisibility() && !e.closest('.mark, .marking, .drill-here'))
  .map((e) => {
    const [box, section] = [e, e.closest('.prose')].map((each) => each.getBoundingClientRect());
    return [e.tagName, box.left, box.width, box.height, Math.round(box.top - section.top)];
  })
"""


@pytest.fixture
def address(tmp_path: Path, content: Path) -> Iterator[str]:
    hands = Hands()
    hands.at = BEGAN - timedelta(days=40)
    settings = Settings(home=tmp_path / "home", content=content)
    build_library(settings.content, settings.library_file)
    app = create_web_app(settings, hands)
    form = Form(app, hands)
    number = 0
    for card, agos in PAST.items():
        for ago in agos:
            number += 1
            given = answer(number, card=card, at=BEGAN - days(ago))
            record(form.ledger, form.learner.learner_id, [given], BEGAN)
    aside = Suspended(event_id(99), "rivers.intermittent.1", BEGAN - days(1))
    record(form.ledger, form.learner.learner_id, [aside], BEGAN)
    hands.at = BEGAN
    with served(app) as found:
        yield found


def context_of(browser: Browser, address: str, width: int, **more: Any) -> BrowserContext:
    touch = width < 1000
    return browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 844},
        has_touch=touch,
        is_mobile=touch,
        **more,
    )


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = context_of(browser, address, 1280)
    yield context.new_page()
    context.close()


def mark_of(page: Page, words: str) -> Any:
    return page.locator("summary").filter(has_text=words)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_open_or_not_they_fit_and_are_accessible(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    context = context_of(browser, address, width, color_scheme=scheme)
    page = context.new_page()
    page.goto(LESSON)
    assert page.locator(".mark").count() == 8
    for words in (None, "Set aside. A spring", "Due. Headwater", "Rhine", "Not met. def flow"):
        if words:
            mark_of(page, words).first.click()
            expect(page.locator(".mark[open] .panel")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert faults(page) == []
    small = [name for name in page.evaluate(SMALL) if "sign" not in name]
    assert small == []
    context.close()


@pytest.mark.parametrize("width", [320, 390, 700, 720, 970, 1280])
def test_each_mark_is_in_the_gutter_beside_its_fact(
    browser: Browser, address: str, width: int
) -> None:
    context = context_of(browser, address, width)
    page = context.new_page()
    page.goto(LESSON)
    found = page.evaluate(MARKS)
    for each in found:
        fact, sign, target = each["fact"], each["sign"], each["target"]
        assert each["text"]["right"] <= sign["left"] < sign["right"] <= width
        assert fact["top"] - 3 <= sign["top"] < sign["bottom"] <= fact["bottom"] + 3
        assert target["right"] - target["left"] == 44
        assert target["bottom"] - target["top"] >= min(fact["bottom"] - fact["top"], 44) - 1
        assert target["bottom"] - target["top"] >= 24
    down = sorted((each["target"]["top"], each["target"]["bottom"]) for each in found)
    assert all(before[1] <= after[0] + 1 for before, after in pairwise(down))
    context.close()


@pytest.mark.parametrize("percent", [90, 130])
@pytest.mark.parametrize("width", [320, 704, 960])
def test_no_size_of_text_pushes_them_off_the_page(
    browser: Browser, address: str, width: int, percent: int
) -> None:
    context = context_of(browser, address, width)
    page = context.new_page()
    page.goto(LESSON)
    page.evaluate(f"document.documentElement.dataset.text = '{percent}'")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_text_stands_as_if_there_were_none(browser: Browser, address: str, width: int) -> None:
    context = context_of(browser, address, width)
    page = context.new_page()
    page.goto(LESSON)
    with_marks = page.evaluate(TEXT)
    page.get_by_role("button", name="Hide marks").click()
    expect(page.get_by_role("button", name="Show marks")).to_be_visible()
    assert page.locator(".mark, .sign, .panel").count() == 0
    assert page.evaluate(TEXT) == with_marks
    page.get_by_role("button", name="Show marks").click()
    expect(page.locator(".mark")).to_have_count(8)
    context.close()


def test_a_panel_opens_by_the_keyboard_and_only_one_is_open(page: Page) -> None:
    page.goto(LESSON)
    mark_of(page, "Due. Headwater").focus()
    page.keyboard.press("Enter")
    shown = page.locator(".mark[open] .panel")
    expect(shown).to_contain_text("likely to be known today; due since 9 November.")
    mark_of(page, "Held. What is the line").click()
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("Held. About 9")
    page.keyboard.press("Enter")
    expect(shown).to_have_count(0)


def test_a_fact_that_is_held_is_drilled_without_moving_its_date(page: Page) -> None:
    page.goto(LESSON)
    mark_of(page, "Held. What is the line").click()
    page.get_by_role("link", name="Drill this fact").click()
    expect(page.locator("#prompt")).to_have_text("What is the line between two basins called?")
    expect(page.locator("#once")).to_be_visible()


def test_a_section_is_drilled_with_as_many_cards_as_its_button_says(page: Page) -> None:
    page.goto(LESSON)
    button = page.locator("#section-springs").get_by_role("link", name="Drill this section")
    expect(button).to_have_text("Drill this section · 2 cards")
    button.click()
    page.wait_for_url("**/drill?course=rivers&track=springs&section=section-springs")
    expect(page.locator("#count")).to_have_text("1 of 2")


def test_a_link_at_the_end_of_a_line_is_still_a_link(browser: Browser, address: str) -> None:
    context = context_of(browser, address, 320)
    page = context.new_page()
    page.goto(LESSON)
    page.locator(".fact > p").first.evaluate("e => (e.innerHTML = '<a href=\"#x\">' + e.innerHTML)")
    link = page.locator(".fact > p > a")
    box = link.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 4, box["y"] + 8)
    page.wait_for_url("**#x")
    context.close()


def test_paper_has_none_of_it(page: Page) -> None:
    page.goto(LESSON)
    mark_of(page, "Held. What is the line").click()
    page.emulate_media(media="print")
    for gone in (".legend", ".mark", ".panel", ".remembered", ".drill-here"):
        expect(page.locator(gone).first).not_to_be_visible()
    expect(page.get_by_text("A divide.")).to_be_visible()


def test_without_scripts_a_panel_opens_all_the_same(browser: Browser, address: str) -> None:
    context = context_of(browser, address, 390, java_script_enabled=False)
    page = context.new_page()
    page.goto(LESSON)
    mark_of(page, "Rhine").click()
    expect(page.get_by_text("Not met yet: 2 of its 3 cards.")).to_be_visible()
    page.get_by_role("link", name="Why this date").locator("visible=true").click()
    expect(page.get_by_role("heading", name="Why this date?")).to_be_visible()
    context.close()
