"""What can be done about a card from the drill: read it, write a hint, report it, set it aside."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from playwright.sync_api import Browser, expect

from app.cli.main import main
from tests.browser.drilling import Drill, Morning, drilled, make_site
from tests.browser.kinds import live, section, write_kinds

SPRING = "kinds.spring.1"
SLIPPED = "This one has slipped four times. Read it again · Write myself a hint · Set it aside"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_kinds(tmp_path / "content")


@pytest.fixture
def clock() -> Morning:
    return Morning()


@pytest.fixture
def app(tmp_path: Path, content: Path, clock: Morning) -> Flask:
    return make_site(tmp_path / "home", content, clock)


@pytest.fixture
def drill(browser: Browser, app: Flask) -> Iterator[Drill]:
    with drilled(browser, app, 390, 844) as found:
        yield found


@pytest.fixture
def slipped(drill: Drill, app: Flask, clock: Morning) -> Drill:
    """It has just been forgotten for the fourth time, and is asked once more."""
    live(app, clock, SPRING, "good 1 forgot 1 forgot 1 forgot 1")
    drill.given += drill.log.answers()
    drill.open(section("cloze"))
    expect(drill.page.locator("#slipped")).not_to_be_visible()
    drill.answer("1", "forgot")
    expect(drill.page.locator("#slipped")).to_have_text(SLIPPED, use_inner_text=True)
    return drill.settled()


def test_what_slipped_four_times_is_read_again_where_it_stands(slipped: Drill) -> None:
    slipped.page.get_by_role("link", name="Read it again").click()
    slipped.page.locator("#place").click()
    expect(slipped.page.get_by_role("heading", level=1)).to_have_text("One of each")
    assert slipped.page.url.endswith("/courses/kinds/each#fact-spring")
    slipped.open(section("cloze")).answer("3")
    slipped.ended()


def test_what_slipped_four_times_gets_a_hint_of_ones_own(slipped: Drill) -> None:
    slipped.page.get_by_role("link", name="Write myself a hint").click()
    slipped.page.get_by_label("My note").fill("like a lamp that\ngoes on and off")
    slipped.page.get_by_role("button", name="Keep").click()
    expect(slipped.page.get_by_role("status")).to_have_text("Kept. It is shown on the card's back.")
    slipped.open(section("cloze"))
    expect(slipped.page.locator("#my-note")).not_to_be_visible()
    slipped.to_the_answer()
    expect(slipped.page.locator("#my-note-text")).to_have_text("like a lamp that goes on and off")
    slipped.answer("3").ended()


def test_what_slipped_four_times_is_set_aside_and_brought_back(slipped: Drill) -> None:
    slipped.rested()
    slipped.page.get_by_role("button", name="Set it aside").click()
    slipped.ended()
    slipped.page.get_by_role("link", name="What you set aside").click()
    slipped.page.get_by_role("button", name="Bring back").click()
    expect(slipped.page.locator("main")).to_contain_text("Nothing is set aside.")
    kinds = [type(event).__name__ for event in slipped.log.events()]
    assert kinds == ["Reviewed"] * 5 + ["Suspended", "Resumed"]
    assert slipped.log.answers() == slipped.given


def test_a_new_card_that_one_knows_is_set_aside_at_once(drill: Drill) -> None:
    drill.open("/drill")
    known = drill.card_id
    assert drill.state == "reading"
    drill.press("s")
    expect(drill.page.locator("#after")).to_contain_text("Set aside.")
    assert drill.card_id != known
    drill.answer_all()
    drill.ended()
    assert known not in [card_id for card_id, _ in drill.given]


def test_a_mistake_is_reported_by_a_key_and_reaches_the_author(
    drill: Drill, tmp_path: Path, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drill.open(section("cloze")).press("Space", "r")
    drill.page.wait_for_url(f"**/cards/{SPRING}?*#report")
    drill.page.get_by_label("Report a mistake").fill("snow does it too")
    drill.page.get_by_role("button", name="Send").click()
    expect(drill.page.get_by_role("status")).to_contain_text("Thank you. It is noted")
    monkeypatch.setenv("DRILLBOOK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DRILLBOOK_CONTENT", str(content))
    told = CliRunner().invoke(main, ["flags"])
    assert "01-each.md:14: snow does it too" in told.output, told.exception
    drill.settled()


def test_why_it_comes_on_that_day_is_told_by_a_key(
    drill: Drill, app: Flask, clock: Morning
) -> None:
    live(app, clock, SPRING, "good 1 good 8")
    drill.given += drill.log.answers()
    drill.open(section("cloze")).press("w")
    drill.page.wait_for_url(f"**/cards/{SPRING}?*#why")
    expect(drill.page.locator("main")).to_contain_text(
        "You answered this on 21 and 22 November. "
        'After the second "got it" the gap is 6 days, so it is due on'
    )
    drill.settled()
