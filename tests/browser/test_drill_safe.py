"""Nothing lost and nothing doubled: the network, the tab, the server, the clock and the learner
change in mid-sitting, and after each the log holds exactly what was answered."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import APIResponse, Browser, Page, Route, expect

from app.core.events import Reviewed
from app.ledger.courses import follow_course
from app.services.manage_learners import add_learner, set_password
from app.web.parts import NAME
from tests.browser.drilling import FIRST, LONGEST_WAIT_MS, Drill, Log, drilled, make_site
from tests.browser.test_accounts import fill_in
from tests.browser.test_push import until
from tests.web.drill_form import BEGAN

REVIEWS = "**/api/v1/reviews"
PASSWORD = "three small rivers"


@pytest.fixture
def app(tmp_path: Path, content: Path) -> Flask:
    return make_site(tmp_path / "home", content)


@pytest.fixture
def drill(browser: Browser, app: Flask) -> Iterator[Drill]:
    with drilled(browser, app) as found:
        yield found


def test_without_network_one_goes_on_and_the_answers_follow(drill: Drill) -> None:
    drill.open().answer().settled()
    drill.page.context.set_offline(True)
    drill.answer().answer("1", "forgot").answer()
    drill.says("No connection. Go on as usual; 3 answers are kept here and will be sent.")
    drill.page.context.set_offline(False)
    drill.says("Sent.").settled()


def test_a_sitting_that_ends_without_network_is_summed_up_when_it_is_back(drill: Drill) -> None:
    drill.open()
    drill.page.context.set_offline(True)
    drill.answer_all()
    drill.says("8 answers are kept here")
    drill.page.context.set_offline(False)
    drill.page.wait_for_url("**/drill/end")
    expect(drill.page.locator("h1")).to_have_text("Done for today")
    assert drill.log.answers() == drill.given


def test_a_reply_that_is_cut_off_doubles_nothing(drill: Drill) -> None:
    cutting, cut = [True], []

    def arrive_and_cut(route: Route) -> None:
        if not cutting:
            return route.continue_()
        cut.append(route.fetch().status)
        return route.abort()

    drill.open()
    drill.page.route(REVIEWS, arrive_and_cut)
    drill.answer().answer()
    drill.says("2 answers are kept here")
    cutting.clear()
    drill.says("Sent.", LONGEST_WAIT_MS).settled()
    assert set(cut) == {200}


def test_a_tab_that_is_closed_with_answers_waiting_loses_none(drill: Drill) -> None:
    drill.open()
    drill.page.context.set_offline(True)
    drill.answer().answer()
    drill.says("2 answers are kept here")
    drill.page.close()
    drill.page.context.set_offline(False)
    drill.page = drill.page.context.new_page()
    drill.open().settled()


def test_what_was_on_its_way_when_the_page_was_loaded_is_not_asked_again(drill: Drill) -> None:
    cut = [True]
    drill.open()
    drill.page.route(REVIEWS, lambda route: route.abort() if cut else route.continue_())
    drill.answer().says("1 answer is kept here")
    drill.page.goto("about:blank")  # which sends nothing while the next page is on its way
    cut.clear()
    drill.open()
    expect(drill.page.locator("#later")).not_to_have_attribute("value", FIRST)
    drill.settled()


def test_what_arrived_after_the_page_was_made_is_not_asked_again(drill: Drill) -> None:
    page, cut = drill.open().page, [True]
    made: list[tuple[Route, APIResponse]] = []
    page.route(REVIEWS, lambda route: route.abort() if cut else route.continue_())
    drill.answer().says("1 answer is kept here")
    page.route("**/drill", lambda route: made.append((route, route.fetch())))
    page.evaluate("() => { setTimeout(() => location.assign('/drill')); }")
    until(page, lambda: made)
    with page.expect_event(
        "requestfinished", lambda asked: asked.method == "POST", timeout=LONGEST_WAIT_MS
    ):
        cut.clear()
    route, reply = made[0]
    with page.expect_event("load"):
        route.fulfill(response=reply)
    drill.ready()
    expect(page.locator("#later")).not_to_have_attribute("value", FIRST)
    drill.settled()


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (507, "This answer could not be saved: the disk of the server is full."),
        (503, "Answers cannot be taken just now."),
        (500, "The server is busy"),
    ],
)
def test_a_server_in_trouble_is_told_of_and_tried_again(
    drill: Drill, status: int, words: str
) -> None:
    drill.open()
    drill.page.route(REVIEWS, lambda route: route.fulfill(status=status, body="{}"))
    drill.answer().says(words)
    drill.page.unroute(REVIEWS)
    drill.says("Sent.", LONGEST_WAIT_MS).settled()


@pytest.mark.parametrize("wrong", [timedelta(days=1), timedelta(days=-1)])
def test_a_wrong_clock_of_the_device_stamps_nothing_wrong(drill: Drill, wrong: timedelta) -> None:
    off = wrong / timedelta(milliseconds=1)
    drill.page.add_init_script(f"const now = Date.now; Date.now = () => now() + {off};")
    drill.open().answer().answer().settled()
    for event in drill.log.events():
        assert isinstance(event, Reviewed)
        assert timedelta() <= event.answered_at - BEGAN < timedelta(minutes=5)
        assert event.study_day == BEGAN.date()


def test_two_tabs_share_what_waits_and_send_it_once(drill: Drill) -> None:
    other = Drill(drill.page.context.new_page(), drill.log)
    drill.open()
    other.open()
    drill.page.context.set_offline(True)
    drill.answer()
    other.answer().answer()
    for each in (drill, other):
        each.says("kept here")
    drill.page.context.set_offline(False)
    for each in (drill, other):
        each.says("Sent.")
    assert sorted(drill.log.answers()) == sorted(drill.given + other.given)


@pytest.fixture
def school(tmp_path: Path, content: Path) -> Flask:
    app = make_site(
        tmp_path / "home",
        content,
        mode="service",
        public_url="http://127.0.0.1",
        secret_key=b"k" * 32,
    )
    ledger = app.extensions[NAME].ledger
    for name in ("ada", "bob"):
        learner = add_learner(ledger, name, BEGAN)
        set_password(ledger, name, PASSWORD)
        follow_course(ledger, learner.learner_id, "rivers", BEGAN)
    return app


def sign_in(page: Page, name: str) -> None:
    page.goto("/sign-in?next=/drill")
    fill_in(page, "Sign in", name=name, password=PASSWORD)
    page.wait_for_url("**/drill")


def test_signed_out_says_so_keeps_the_answers_and_sends_them_as_the_same_learner_only(
    browser: Browser, school: Flask
) -> None:
    with drilled(browser, school) as drill:
        page = drill.page
        sign_in(page, "ada")
        drill.open()
        page.context.clear_cookies()
        drill.answer()
        drill.says("You were signed out. Sign in to send 1 answer that is kept here.")
        drill.answer()
        drill.says("Sign in to send 2 answers that are kept here.")
        sign_in(page, "bob")
        drill.open()
        bob = Drill(page, Log(drill.log.ledger))
        bob.answer("4", "easy")
        expect(page.locator("#count")).to_contain_text("2 of")
        page.wait_for_function(
            "() => !Object.keys(localStorage).some((key) => key.startsWith('drillbook:answer:2:'))"
        )
        assert (drill.log.answers(1), drill.log.answers(2)) == ([], bob.given)
        page.context.clear_cookies()
        sign_in(page, "ada")
        drill.open().settled()
        assert drill.log.answers(2) == bob.given


def test_who_signs_in_in_another_tab_is_not_given_the_answers_of_this_one(
    browser: Browser, school: Flask
) -> None:
    with drilled(browser, school) as drill:
        sign_in(drill.page, "ada")
        drill.open()
        drill.page.context.clear_cookies()
        sign_in(drill.page.context.new_page(), "bob")
        drill.answer().says("Someone else has signed in here. 1 answer is kept here")
        assert drill.log.answers(2) == []
