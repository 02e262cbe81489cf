"""The drill is left and come back to: without a connection, through another tab, to other cards."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from app.services.build_library import build_library
from app.web.parts import NAME
from tests.browser.drilling import FIRST, Drill, Morning, drilled, make_site

CRAM = "/drill?course=rivers&track=springs&section=section-springs&cram=1"
# What a browser does when its learner comes back to a tab.
SEEN_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"
GONE = "1 answer could not be taken: its card is in no lesson any more."
END_OFFLINE = "No connection. Everything you answered is saved; the summary comes as soon as"


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


def test_stop_without_a_connection_stays_and_says_so_until_there_is_one(drill: Drill) -> None:
    drill.open().answer().settled()
    drill.page.context.set_offline(True)
    drill.press("Escape").says(END_OFFLINE)
    drill.page.context.set_offline(False)
    drill.page.wait_for_url("**/drill/end?stopped=1")


def test_who_stops_without_a_connection_and_goes_on_is_not_led_away(drill: Drill) -> None:
    drill.open().answer().settled()
    drill.page.context.set_offline(True)
    drill.press("Escape").says(END_OFFLINE)
    drill.answer().says("1 answer is kept here")
    drill.page.context.set_offline(False)
    drill.says("Sent.").settled()
    drill.answer().settled()
    assert drill.page.url.endswith("/drill")


def test_a_card_page_leads_back_into_the_round_of_cramming(drill: Drill) -> None:
    drill.open(CRAM).answer().settled()
    second = drill.card_id
    drill.press("w")
    drill.page.wait_for_url("**/cards/**#why")
    drill.page.get_by_role("link", name="Go on").click()
    drill.ready()
    assert "cram=1" in drill.page.url
    assert drill.card_id == second


def test_a_tab_that_is_looked_at_again_asks_nothing_twice(drill: Drill) -> None:
    other = Drill(drill.page.context.new_page(), drill.log)
    drill.open()
    other.open().answer().answer().settled()
    assert drill.card_id == FIRST
    drill.page.evaluate(SEEN_AGAIN)
    expect(drill.page.locator("#later")).not_to_have_attribute("value", FIRST)
    assert drill.card_id == other.card_id
    other.answer_all()
    other.page.wait_for_url("**/drill/end")
    drill.page.evaluate(SEEN_AGAIN)
    drill.page.wait_for_url("**/drill/end")
    drill.given = other.given
    drill.settled()


def test_who_is_in_the_middle_of_a_card_keeps_it(drill: Drill, clock: Morning) -> None:
    other = Drill(drill.page.context.new_page(), drill.log)
    drill.open().to_the_answer()
    other.given = drill.given
    other.open().answer().settled()
    clock.pass_by(hours=1, pages=[drill.page, other.page])
    with drill.page.expect_response("**/api/v1/drill?*"):
        drill.page.evaluate(SEEN_AGAIN)
    drill.answer("1", "forgot").settled()
    assert drill.log.counted(FIRST) == 1


def test_an_answer_to_a_card_that_its_author_took_out_is_told_as_lost(
    drill: Drill, content: Path, app: Flask
) -> None:
    drill.open()
    lesson = content / "rivers" / "01-springs.md"
    key = "{#intermittent}"
    lines = lesson.read_text().splitlines()
    lesson.write_text("\n".join(line for line in lines if key not in line) + "\n")
    build_library(content, app.extensions[NAME].settings.library_file)
    drill.answer().says(GONE)
    assert drill.log.answers() == []
    drill.given.clear()
    drill.answer_all().ended()
