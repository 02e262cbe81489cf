"""Settings in a real browser: changed, carried elsewhere, and left for good."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from app.config import Settings
from app.ledger import rebuild as folding
from app.ledger.append import record
from app.ledger.courses import follow_course
from app.ledger.learners import add_learner
from app.services import refolding
from app.services.build_library import build_library
from app.web.parts import NAME, the_time
from app.wiring import create_web_app
from tests.browser.conftest import served
from tests.browser.test_accounts import ADA, PASSWORD, device, fill_in, sign_in, sign_up
from tests.browser.test_pages import SMALL, WIDTHS, faults, stop_the_clock
from tests.ledger.making import answer, days
from tests.mail_server import Postbox

PAGES = [
    "/settings",
    "/settings?said=saved",
    "/settings/schedule",
    "/settings/schedule?scheduler=fsrs&percent=85",
    "/settings/schedule?scheduler=fsrs&percent=500",
    "/settings/programs",
    "/settings/record?recorded=4&already=1",
    "/settings/delete",
    "/settings/goodbye",
]
ONLY_WITH_AN_ACCOUNT = ["/settings", "/settings/devices", "/settings/password", "/settings/delete"]


def home(tmp_path: Path, content: Path, name: str) -> Flask:
    settings = Settings(home=tmp_path / name, content=content)
    build_library(settings.content, settings.library_file)
    return create_web_app(settings)


@pytest.fixture
def learned(tmp_path: Path, content: Path) -> Iterator[str]:
    """A Drillbook of somebody who has learned for a while."""
    app = home(tmp_path, content, "learned")
    ledger, now = app.extensions[NAME].ledger, the_time()
    ada = add_learner(ledger, "me", now - days(100))
    follow_course(ledger, ada.learner_id, "rivers", now - days(99))
    sent = [
        answer(
            10 * card + back, card=f"rivers.k{card}.1", at=now - timedelta(days=back, hours=card)
        )
        for card in range(20)
        for back in (1, 6, 7)
    ]
    record(ledger, ada.learner_id, sent, now)
    with served(app) as address:
        yield address


def visit(browser: Browser, site: str, **more: object) -> Page:
    context = browser.new_context(base_url=site, **more)  # type: ignore[arg-type]
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return page


def fits(page: Page, address: str, width: int) -> None:
    """A tick's target is its label."""
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == width, address
    assert faults(page) == [], address
    small = [each for each in page.evaluate(SMALL) if 'type="radio"' not in each]
    assert [each for each in small if 'type="checkbox"' not in each] == [], address
    assert page.locator("h1").count() == 1, address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_and_is_accessible(
    browser: Browser, learned: str, width: int, scheme: str
) -> None:
    page = visit(browser, learned, viewport={"width": width, "height": 844}, color_scheme=scheme)
    for address in PAGES:
        fits(page, address, width)
    page.goto("/settings/programs")
    fill_in(page, "Make a token", name="my script")
    assert faults(page) == []
    page.context.close()


def test_what_is_chosen_shows_at_once(browser: Browser, learned: str) -> None:
    page = visit(browser, learned)
    page.goto("/settings")
    page.get_by_label("What to call you").fill("Ada")
    page.get_by_label("Dark").check()
    page.get_by_label("130 %").check()
    page.get_by_label("Forgot, Got it").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(page.get_by_label("What to call you")).to_have_value("Ada")
    expect(page.get_by_label("Forgot, Got it")).to_be_checked()
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(paper) == "rgb(21, 24, 26)"
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20.8px"
    page.context.close()


def test_the_browsers_zone_is_offered_and_taken(browser: Browser, learned: str) -> None:
    page = visit(browser, learned, timezone_id="Asia/Tokyo")
    page.goto("/settings")
    page.get_by_role("button", name="Use Asia/Tokyo").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(page.get_by_label("Time zone")).to_have_value("Asia/Tokyo")
    expect(page.get_by_role("button", name="Use ")).to_have_count(0)
    page.context.close()


def test_a_fault_is_told_where_it_is(browser: Browser, learned: str) -> None:
    page = visit(browser, learned)
    page.goto("/settings")
    page.get_by_label("Time zone").fill("Europe/Berln")
    page.get_by_role("button", name="Save").click()
    zone = page.get_by_label("Time zone")
    expect(zone).to_have_accessible_description("This is no time zone. Is it Europe/Berlin?")
    expect(zone).to_have_value("Europe/Berln")
    expect(zone).to_be_focused()
    assert faults(page) == []
    page.goto("/settings/programs")
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    fill_in(page, "Make a token", name="mine")
    expect(page.get_by_text("A token that may do nothing")).to_be_visible()
    expect(page.get_by_role("checkbox").first).to_be_focused()
    assert faults(page) == []
    page.context.close()


def test_another_scheduler_is_looked_at_and_then_chosen(browser: Browser, learned: str) -> None:
    page = visit(browser, learned)
    page.goto("/settings/schedule")
    page.get_by_label("FSRS", exact=False).first.check()
    page.get_by_label("With FSRS").fill("80")
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("row")).to_have_count(15)
    page.get_by_role("button", name="Change to FSRS at 80 %").click()
    expect(page.get_by_role("status")).to_have_text("Changed. Every card has its new date.")
    page.context.close()


def test_what_is_under_way_is_shown_until_it_is_done(
    browser: Browser, learned: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = threading.Event()

    def rebuild(*given: Any) -> int:
        given[2](15, 60)
        assert free.wait(60)
        return folding.rebuild(*given)

    monkeypatch.setattr(refolding, "rebuild", rebuild)
    page = visit(browser, learned, viewport={"width": 320, "height": 844})
    page.goto("/settings/schedule?scheduler=fsrs&percent=90")
    page.get_by_role("button", name="Change to FSRS at 90 %").click()
    expect(page.get_by_role("status")).to_contain_text("Your schedule is being made anew.")
    expect(page.get_by_role("progressbar")).to_have_attribute("max", "60")
    assert faults(page) == []
    free.set()
    expect(page.get_by_role("status")).to_have_text("Changed. Every card has its new date.")
    page.context.close()


def test_a_token_is_copied_by_a_press(browser: Browser, learned: str) -> None:
    page = visit(browser, learned, permissions=["clipboard-read", "clipboard-write"])
    page.goto("/settings/programs")
    fill_in(page, "Make a token", name="my script")
    stop_the_clock(page)
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    asked = page.request.get("/api/v1/me", headers={"Authorization": f"Bearer {copied}"})
    assert asked.status == 200
    page.get_by_role("button", name="Revoke: my script").click()
    expect(page.get_by_role("status")).to_have_text("Revoked. It opens nothing any more.")
    page.context.close()


def test_a_record_goes_out_here_and_comes_in_elsewhere(
    browser: Browser, learned: str, tmp_path: Path, content: Path
) -> None:
    page = visit(browser, learned)
    page.goto("/settings/record")
    with page.expect_download() as got:
        page.get_by_role("link", name="Get the file").click()
    file = tmp_path / got.value.suggested_filename
    got.value.save_as(file)
    page.goto("/statistics")
    before = page.locator("main").inner_text()
    page.context.close()
    with served(home(tmp_path, content, "elsewhere")) as elsewhere:
        there = visit(browser, elsewhere)
        there.goto("/settings/record")
        there.get_by_label("File").set_input_files(file)
        there.get_by_role("button", name="Bring it in").click()
        expect(there.get_by_role("status")).to_have_text("Taken in: 60 events.")
        there.goto("/statistics")
        assert there.locator("main").inner_text() == before
        there.context.close()


def test_a_wrong_file_is_told_where_it_was_chosen(
    browser: Browser, learned: str, tmp_path: Path
) -> None:
    (tmp_path / "a.zip").write_text("a text")
    page = visit(browser, learned)
    page.goto("/settings/record")
    page.get_by_label("File").set_input_files(tmp_path / "a.zip")
    page.get_by_role("button", name="Bring it in").click()
    said = "no archive of Drillbook"
    expect(page.locator("#archive-fault")).to_contain_text(said)
    assert faults(page) == []
    page.context.close()


def test_who_learns_alone_deletes_everything_and_begins_anew(
    browser: Browser, learned: str
) -> None:
    page = visit(browser, learned)
    page.goto("/settings/delete")
    expect(page.get_by_text("60 events")).to_be_visible()
    fill_in(page, "Delete everything", word="delete")
    expect(page.get_by_role("heading")).to_have_text("Goodbye")
    page.get_by_role("link", name="Begin anew").click()
    page.goto("/settings/record")
    expect(page.get_by_text("0 events")).to_be_visible()
    page.context.close()


def test_an_account_is_deleted_for_good(browser: Browser, school: str, postbox: Postbox) -> None:
    with device(browser, school) as page, device(browser, school) as other:
        sign_up(page, postbox)
        sign_in(page)
        sign_in(other)
        page.set_viewport_size({"width": 390, "height": 844})
        for address in ONLY_WITH_AN_ACCOUNT:
            fits(page, address, 390)
        page.goto("/settings/devices")
        expect(page.get_by_role("listitem")).to_have_count(2)
        page.goto("/settings/delete")
        fill_in(page, "Delete everything", password=PASSWORD)
        expect(page.get_by_role("heading")).to_have_text("Goodbye")
        other.goto("/settings")
        expect(other.get_by_role("heading")).to_have_text("Sign in")
        fill_in(other, "Sign in", name=ADA, password=PASSWORD)
        expect(other.locator("#password-fault")).to_be_visible()
