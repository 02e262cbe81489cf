"""The drill goes on by itself: cards that come late, a browser that keeps nothing, a new day."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, expect

from app.core.events import Reviewed
from app.ledger.learners import change_settings
from app.services.write_keys import write_keys
from app.web.parts import NAME
from tests.browser.drilling import Drill, Morning, drilled, make_site
from tests.web.drill_form import BEGAN

PACKS = "**/api/v1/drill?*"
REVIEWS = "/api/v1/reviews"
MANY = 17
REFUSING = """
  const refuse = () => { throw new DOMException("no", "SecurityError"); };
  Object.defineProperty(window, "localStorage", { get: refuse });
  Object.defineProperty(window, "BroadcastChannel", { get: refuse });
  Object.defineProperty(Navigator.prototype, "locks", { value: undefined });
"""


@pytest.fixture
def clock() -> Morning:
    return Morning()


@pytest.fixture
def app(tmp_path: Path, content: Path, clock: Morning) -> Flask:
    """More cards than come with the page."""
    facts = "\n\n".join(f"The number {n} is ==n{n}==. {{#n-{n}}}" for n in range(MANY))
    head = "---\nid: numbers\ntitle: Numbers\nsummary: Many.\n---\n\n## Numbers\n\n"
    (content / "rivers" / "03-numbers.md").write_text(f"{head}{facts}\n")
    write_keys([content / "rivers"], only_tell=False)
    app = make_site(tmp_path / "home", content, clock)
    change_settings(app.extensions[NAME].ledger, 1, {"new_per_day": 50})
    return app


@pytest.fixture
def drill(browser: Browser, app: Flask) -> Iterator[Drill]:
    with drilled(browser, app) as found:
        yield found


NUMBERS = "/drill?course=rivers&track=numbers"


def answer_the_pack(drill: Drill) -> None:
    """All cards that came with the page."""
    for _ in range(12):
        drill.answer()
    assert drill.state == "waiting"


@pytest.mark.parametrize("status", [0, 500])
def test_cards_that_cannot_be_had_are_said_and_come_by_themselves(
    drill: Drill, status: int
) -> None:
    failing = [True]
    drill.page.route(
        PACKS,
        lambda route: (
            route.continue_()
            if not failing
            else route.fulfill(status=status, body="{}")
            if status
            else route.abort()
        ),
    )
    drill.open(NUMBERS)
    answer_the_pack(drill)
    drill.says("The next cards cannot be had" if status else "The next cards come as soon as")
    failing.clear()
    if not status:
        drill.page.evaluate("dispatchEvent(new Event('online'))")
    expect(drill.page.locator("#drill:not([data-state=waiting])")).to_be_attached()
    expect(drill.page.locator("#waiting")).to_be_hidden()
    drill.answer().settled()


def test_some_minutes_with_more_cards_than_come_with_the_page_do_not_stop_there(
    drill: Drill, clock: Morning
) -> None:
    drill.open(NUMBERS)
    for _ in range(MANY):
        expect(drill.page.locator("#drill:not([data-state=waiting])")).to_be_attached()
        drill.answer()
    drill.page.wait_for_url("**/drill/end**")
    clock.pass_by(1)
    drill.open("/drill?minutes=5")
    for _ in range(MANY):
        expect(drill.page.locator("#drill:not([data-state=waiting])")).to_be_attached()
        drill.answer()
    drill.page.wait_for_url("**/drill/end?minutes=5")
    drill.settled()


def test_a_browser_that_keeps_nothing_drills_all_the_same_and_says_so(drill: Drill) -> None:
    drill.page.add_init_script(REFUSING)
    drill.open()
    with drill.page.expect_event("requestfinished", lambda request: REVIEWS in request.url):
        drill.answer()
    drill.says(
        "This browser keeps nothing for us. Leave this page open until your answers are sent."
    )
    drill.page.context.set_offline(True)
    drill.answer().answer()
    drill.says("2 answers are kept here and will be sent. This browser keeps nothing, so leave")
    drill.page.context.set_offline(False)
    drill.says("Sent.")
    assert drill.log.answers() == drill.given


def test_a_page_left_open_over_night_goes_on_with_the_new_day(drill: Drill, clock: Morning) -> None:
    drill.page.clock.install()
    drill.open(NUMBERS).answer().settled()
    pass_the_night(drill, clock)
    drill.says("A new day has begun. This is what it asks.")
    expect(drill.page.locator("#count")).to_have_text(f"1 of {MANY}")
    expect(drill.page.locator("#undo")).to_be_hidden()
    assert drill.card_id == drill.given[0][0]  # learned yesterday, due today
    drill.answer()
    expect(drill.page.locator("#waiting")).to_be_hidden()
    drill.settled()
    assert study_days(drill) == [0, 1]


def test_answers_of_the_old_day_stay_of_it_when_they_are_sent_on_the_new_one(
    drill: Drill, clock: Morning
) -> None:
    drill.page.clock.install()
    drill.open(NUMBERS)
    drill.page.context.set_offline(True)
    drill.answer().says("1 answer is kept here")
    pass_the_night(drill, clock)
    second = drill.card_id
    drill.answer().says("2 answers are kept here")
    drill.page.context.set_offline(False)
    drill.says("A new day has begun.")
    drill.settled()
    assert study_days(drill) == [0, 1]
    for _ in range(MANY - 1):
        drill.answer()
    assert [card_id for card_id, _ in drill.given].count(second) == 1
    drill.page.wait_for_url("**/drill/end**")
    assert drill.log.answers() == drill.given


def test_who_is_in_the_middle_of_a_card_is_left_in_peace(drill: Drill, clock: Morning) -> None:
    drill.page.clock.install()
    drill.open(NUMBERS).to_the_answer()
    pass_the_night(drill, clock)
    assert drill.state == "back"
    drill.answer()
    drill.says("A new day has begun.")
    drill.settled()
    assert study_days(drill) == [1]


def pass_the_night(drill: Drill, clock: Morning) -> None:
    """On the server and on the device."""
    with clock.passing(days=1):
        drill.page.clock.fast_forward("20:00:00")


def study_days(drill: Drill) -> list[int]:
    answers = [event for event in drill.log.events() if isinstance(event, Reviewed)]
    return [(answer.study_day - BEGAN.date()) // timedelta(days=1) for answer in answers]


SECOND = "1 of these was already answered on another device today; yours counts as practice."


def another_device(drill: Drill) -> Iterator[BrowserContext]:
    browser = drill.page.context.browser
    assert browser
    with browser.new_context(base_url=drill.page.url.partition("/drill")[0]) as context:
        yield context


def test_what_another_device_was_before_with_is_said_again_at_the_end(
    drill: Drill, clock: Morning
) -> None:
    drill.open()
    for context in another_device(drill):
        Drill(context.new_page(), drill.log).open().answer().settled()
    clock.pass_by(hours=1, pages=[drill.page])
    drill.answer().says(SECOND)
    drill.given.clear()
    drill.answer().press("Escape")
    drill.page.wait_for_url("**/drill/end**")
    drill.says(SECOND)


def test_another_tab_is_no_other_device(drill: Drill) -> None:
    other = Drill(drill.page.context.new_page(), drill.log)
    drill.open()
    other.open().answer().settled()
    drill.answer().answer()
    drill.page.wait_for_function("() => !document.querySelector('#waiting').textContent")
    drill.press("Escape")
    drill.page.wait_for_url("**/drill/end?stopped=1")
    expect(drill.page.locator("#waiting")).to_be_hidden()
