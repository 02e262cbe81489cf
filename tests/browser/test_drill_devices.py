"""One learner with two devices: each a browser of its own, and one log of what both did."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from app.core.events import Reviewed
from app.web.parts import NAME
from tests.browser.conftest import served
from tests.browser.drilling import FIRST, NOTHING_KEPT, Drill, Log, Morning, device, make_site

BEFORE = "1 of these was already answered on another device today; yours counts as practice."


class Devices:
    """`given` is what was answered on both, in the order of answering."""

    def __init__(self, phone: Drill, desk: Drill, clock: Morning) -> None:
        self.phone, self.desk, self.clock = phone, desk, clock
        desk.given = phone.given

    def an_hour_later(self) -> None:
        self.clock.pass_by(hours=1, pages=(self.phone.page, self.desk.page))

    def settled(self) -> None:
        self.desk.page.wait_for_function(NOTHING_KEPT)
        self.phone.settled()


@pytest.fixture
def clock() -> Morning:
    return Morning()


@pytest.fixture
def app(tmp_path: Path, content: Path, clock: Morning) -> Flask:
    return make_site(tmp_path / "home", content, clock)


@pytest.fixture
def devices(browser: Browser, app: Flask, clock: Morning) -> Iterator[Devices]:
    log = Log(app.extensions[NAME].ledger)
    small = {"width": 390, "height": 844}
    with (
        served(app) as address,
        device(browser, address, viewport=small) as phone,
        device(browser, address) as desk,
    ):
        yield Devices(Drill(phone, log), Drill(desk, log), clock)


def test_one_goes_on_where_the_other_stopped(devices: Devices) -> None:
    phone, desk = devices.phone, devices.desk
    phone.open().answer().answer("1", "forgot").settled()
    desk.open()
    assert desk.card_id not in [card_id for card_id, _ in phone.given]
    expect(desk.page.locator("#count")).to_have_text("3 of 8 · 1 to repeat")
    desk.answer_all()
    desk.page.wait_for_url("**/drill/end")
    devices.settled()
    assert [grade for _, grade in phone.given].count("forgot") == 1
    assert len(phone.given) == 9


def test_a_card_that_both_ask_counts_once_and_the_later_one_is_told(devices: Devices) -> None:
    phone, desk = devices.phone.open(), devices.desk.open()
    desk.answer().settled()
    devices.an_hour_later()
    assert (phone.card_id, desk.card_id != FIRST) == (FIRST, True)
    phone.answer("4", "easy").says(BEFORE)
    devices.settled()
    assert phone.log.counted(FIRST) == 1
    phone.answer().settled()
    devices.an_hour_later()
    desk.answer()
    devices.settled()


def test_what_one_answered_first_counts_even_if_it_arrives_last(devices: Devices) -> None:
    phone, desk = devices.phone.open(), devices.desk.open()
    phone.page.context.set_offline(True)
    phone.answer("1", "forgot").answer()
    phone.says("2 answers are kept here")
    devices.an_hour_later()
    kept, phone.given[:] = list(phone.given), []
    desk.answer("4", "easy").settled()
    phone.given[:0] = kept
    phone.page.context.set_offline(False)
    phone.says("Sent.")
    devices.settled()
    assert phone.log.counted(FIRST) == 1
    first, *_ = [e for e in phone.log.events() if isinstance(e, Reviewed)]
    assert (first.card_id, first.grade) == (FIRST, "forgot")


def test_an_undo_on_one_is_an_undo_for_both(devices: Devices) -> None:
    phone, desk = devices.phone.open(), devices.desk
    phone.answer().settled()
    devices.desk.open().press("u")
    expect(desk.page.locator("#after")).to_have_text("Taken back. The card is here again.")
    desk.ready()
    assert (desk.state, desk.card_id) == ("back", FIRST)
    phone.given.pop()
    devices.settled()
    assert phone.log.counted(FIRST) == 0
    phone.press("u")
    assert (phone.state, phone.card_id) == ("back", FIRST)
    devices.settled()
    devices.an_hour_later()
    desk.answer("4", "easy")
    devices.settled()
    devices.an_hour_later()
    phone.answer("1", "forgot").says(BEFORE)
    devices.settled()
    assert phone.log.counted(FIRST) == 1
