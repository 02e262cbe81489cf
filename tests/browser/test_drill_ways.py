"""The ways into a drill: by its section, for five minutes, beyond what the day asks, crammed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from app.core.events import AskedAs, Reviewed
from app.ledger.learners import change_settings
from app.web.parts import NAME
from tests.browser.drilling import FIRST, NOTHING_KEPT, Drill, Morning, drilled, make_site
from tests.browser.kinds import live

SECTION = "/drill?course=rivers&track=springs&section=section-springs"


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


@pytest.mark.parametrize("button", ["Ask me", "I know this, ask at once"])
def test_a_section_is_read_once_and_then_asked(drill: Drill, button: str) -> None:
    drill.open()
    expect(drill.page.locator("#reading-title")).to_have_text("Springs")
    expect(drill.page.locator("#reading-line")).to_contain_text("to read, then 4 questions.")
    expect(drill.page.locator("#reading-text")).to_contain_text("intermittent")
    drill.page.get_by_role("button", name=button).click()
    assert (drill.state, drill.card_id) == ("front", FIRST)
    for _ in range(3):
        drill.answer()
        assert drill.state == "front"
    drill.answer()
    assert drill.state == "reading"
    expect(drill.page.locator("#reading-title")).to_have_text("Numbers")
    drill.answer_all().ended()
    assert len(drill.given) == 8


def test_five_minutes_have_nothing_new_and_end_by_themselves(
    drill: Drill, app: Flask, clock: Morning
) -> None:
    live(app, clock, FIRST, "good")
    live(app, clock, "rivers.divide.answer", "good 1")
    drill.given += drill.log.answers()
    drill.page.goto("/drill?minutes=5")
    drill.ready()
    expect(drill.page.locator("#count")).to_have_text("1 of 2")
    drill.answer().answer()
    drill.ended()
    assert {card_id for card_id, _ in drill.given[2:]} == {FIRST, "rivers.divide.answer"}


def test_who_wants_more_learns_ahead_only_what_is_new(drill: Drill, app: Flask) -> None:
    change_settings(app.extensions[NAME].ledger, 1, {"new_per_day": 3})
    drill.open().answer_all().ended()
    first = {card_id for card_id, _ in drill.given}
    drill.page.get_by_role("link", name="Back to Today").click()
    drill.page.get_by_role("link", name="3 new cards").click()
    drill.ready().answer_all().ended()
    more = [card_id for card_id, _ in drill.given[3:]]
    assert len(more) == 3
    assert not first & set(more)


def test_cramming_asks_everything_and_moves_nothing(
    drill: Drill, app: Flask, clock: Morning
) -> None:
    live(app, clock, FIRST, "good 1 good 2")
    drill.given += drill.log.answers()
    drill.open(f"{SECTION}&cram=1")
    drill.answer("1", "forgot").answer_all()
    drill.ended()
    crammed = [e for e in drill.log.events()[2:] if isinstance(e, Reviewed)]
    assert {answer.asked_as for answer in crammed} == {AskedAs.CRAM}
    assert [answer.card_id for answer in crammed].count(FIRST) == 1 + (crammed[0].card_id == FIRST)
    assert drill.log.counted(FIRST) == 2
    assert sum(drill.log.counted(answer.card_id) for answer in crammed[:4]) == 2
    drill.page.wait_for_function(NOTHING_KEPT)
