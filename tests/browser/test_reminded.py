"""A learner's whole way with reminders: offered, written to, answered, and then left alone."""

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from playwright.sync_api import Browser, expect

import app.wiring
from app.cli.main import main
from app.config import Settings
from app.ledger.append import record
from app.ledger.courses import follow_course
from app.ledger.learners import find_learner
from app.services.build_library import build_library
from app.web.parts import NAME
from app.wiring import create_reminding, create_web_app
from tests.browser.conftest import LOCALHOST, served
from tests.browser.test_accounts import ADA, device, sign_in, sign_up
from tests.ledger.making import answer
from tests.mail_server import MailServer, Postbox
from tests.web.visitors import NOW, Clock

CARDS = ("rivers.intermittent.1", "rivers.q-summer.choice")
DAY = timedelta(days=1)
CARD_LINK = re.compile(r"https?://\S+/r/card/\S+")
# Of the day after the offer, where Ada is: in Paris, which is an hour before UTC in November.
HALF_PAST_SEVEN = datetime(2026, 11, 12, 6, 30, tzinfo=UTC)


@dataclass
class School:
    """The pages and `drillbook remind`, with one clock for both."""

    app: Flask
    address: str
    clock: Clock

    def remind(self, at: datetime) -> None:
        self.clock.at = at
        ran = CliRunner().invoke(main, ["remind", "--once"], catch_exceptions=False)
        assert ran.exit_code == 0

    def answers(self, number: int, at: datetime) -> None:
        ledger = self.app.extensions[NAME].ledger
        ada = find_learner(ledger, ADA)
        assert ada
        follow_course(ledger, ada.learner_id, "rivers", NOW)
        given = [answer(number * 10 + n, card=card, at=at) for n, card in enumerate(CARDS)]
        record(ledger, ada.learner_id, given, at)


@pytest.fixture
def school(
    tmp_path: Path, content: Path, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[School]:
    clock = Clock()
    with socket.create_server((LOCALHOST, 0)) as listening:
        address = f"http://{LOCALHOST}:{listening.getsockname()[1]}"
        environ = {
            "DRILLBOOK_HOME": str(tmp_path / "home"),
            "DRILLBOOK_CONTENT": str(content),
            "DRILLBOOK_MODE": "service",
            "DRILLBOOK_SIGN_UP": "open",
            "DRILLBOOK_PUBLIC_URL": address,
            "DRILLBOOK_SECRET_KEY": "k" * 32,
            "DRILLBOOK_SMTP_URL": mail_server.url,
            "DRILLBOOK_MAIL_FROM": "drillbook@school.example",
        }
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        settings = Settings.from_environment(environ)
        build_library(settings.content, settings.library_file)
        reminding = partial(create_reminding, clock=clock)
        monkeypatch.setattr(app.wiring, "create_reminding", reminding)
        pages = create_web_app(settings, clock)
        with served(pages, listening):
            yield School(pages, address, clock)


def test_a_reminder_comes_once_and_only_where_it_is_wanted(
    browser: Browser, school: School, postbox: Postbox
) -> None:
    with device(browser, school.address) as page:
        sign_up(page, postbox)
        for number, ago in enumerate((8, 7)):
            school.answers(number, NOW + (9 - ago) * DAY)
        school.clock.at = NOW + 9 * DAY
        sign_in(page)
        page.get_by_role("button", name="Yes").click()
        expect(page.get_by_role("status").last).to_contain_text(f"We write to {ADA} at 07:30")
    postbox.envelopes.clear()
    school.remind(HALF_PAST_SEVEN - timedelta(minutes=1))
    assert not postbox.letters
    for _ in range(2):
        school.remind(HALF_PAST_SEVEN)
    (letter,) = postbox.letters
    assert letter["To"] == ADA
    text = letter.get_body(("plain",))
    assert text
    link = CARD_LINK.search(text.get_content())
    assert link
    with device(browser, school.address) as stranger:
        stranger.goto(link[0])
        stranger.get_by_role("button", name="Show").click()
        stranger.locator("#grades button, .options button").first.click()
        expect(stranger.get_by_role("link", name="Go on with the drill")).to_be_visible()
    for hours in (1, 9):
        school.remind(HALF_PAST_SEVEN + timedelta(hours=hours))
    assert len(postbox.letters) == 1
    school.answers(9, HALF_PAST_SEVEN + DAY - timedelta(hours=1))
    school.remind(HALF_PAST_SEVEN + DAY)
    assert len(postbox.letters) == 1
