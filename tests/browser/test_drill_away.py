"""Away from the drill with answers waiting: signed out by a press, an hour without network."""

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from app.core.events import Reviewed
from tests.browser.drilling import Morning, drilled, make_site
from tests.browser.test_drill_safe import school, sign_in

__all__ = ["school"]


@pytest.fixture
def clock() -> Morning:
    return Morning()


def test_an_hour_without_network_is_stamped_as_it_passed(
    browser: Browser, tmp_path: Path, content: Path, clock: Morning
) -> None:
    with drilled(browser, make_site(tmp_path / "home", content, clock)) as drill:
        drill.open().answer().settled()
        drill.page.context.set_offline(True)
        drill.answer("1", "forgot")
        clock.pass_by(hours=1, pages=[drill.page])
        drill.answer().says("2 answers are kept here")
        drill.page.context.set_offline(False)
        drill.says("Sent.").settled()
        first, second, third = [e for e in drill.log.events() if isinstance(e, Reviewed)]
        assert (second.effective_at - first.effective_at).total_seconds() < 1800
        assert (third.effective_at - second.effective_at).total_seconds() >= 3600


def test_signing_out_with_answers_waiting_keeps_them_until_one_is_back(
    browser: Browser, school: Flask
) -> None:
    with drilled(browser, school) as drill:
        page = drill.page
        sign_in(page, "ada")
        drill.open()
        page.route("**/api/v1/reviews", lambda route: route.abort())
        drill.answer().says("1 answer is kept here")
        other = page.context.new_page()
        other.goto("/settings")
        other.get_by_role("button", name="Sign out").first.click()
        other.wait_for_url("**/sign-in**")
        page.unroute("**/api/v1/reviews")
        drill.answer().says("You were signed out. Sign in to send 2 answers that are kept here.")
        assert drill.log.answers() == []
        page.locator("#waiting").get_by_role("link", name="Sign in").click()
        expect(page.get_by_label("Password", exact=True)).to_be_visible()
        sign_in(page, "ada")
        drill.ready().settled()
