"""Each page of reminders at every width, light and dark, and with the keyboard alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.config import Settings
from app.core.reminders.calendar import Plan
from app.core.reminders.kinds import Kind
from app.ledger.append import record
from app.ledger.courses import follow_course
from app.ledger.learners import Learner, add_learner
from app.ledger.reminder_channels import NewChannel, add_channel, snooze_channel, switch_off
from app.services.build_library import build_library
from app.services.reminder_links import LinkFor, Links, Occasion, ReminderLinks, sign_link
from app.web.parts import NAME, Parts
from app.wiring import create_web_app
from tests.browser.conftest import served
from tests.browser.test_pages import SMALL, faults
from tests.ledger.making import NOW, TODAY, answer, days
from tests.mail_server import MailServer

CARD, QUIZ = "rivers.intermittent.1", "rivers.q-summer.choice"
PAGE = "/settings/reminders"
DAILY = Plan(frozenset(range(7)), time(7, 30))
LONG = f"https://hooks.school.example/in/{'x' * 300}"
HOSTILE = "<img src=x onerror=alert(1)>"


@dataclass
class Home:
    """Somebody alone with two cards due, and reminders of every kind."""

    address: str
    parts: Parts
    ada: Learner

    def links(self, card_id: str = CARD, on: date = TODAY) -> Links:
        occasion = Occasion(self.ada, "c0", on, NOW + timedelta(hours=9), card_id)
        return ReminderLinks(self.parts.signer, "").of(occasion)

    def confirm(self) -> str:
        until = (NOW + days(1)).isoformat()
        words = self.ada.learner_id, "c4", "new@example.org", until
        return sign_link(self.parts.signer, LinkFor.CONFIRM, *words)

    def pages(self) -> list[str]:
        card, quiz = self.links().card_url, self.links(QUIZ).card_url
        return [
            "/",
            PAGE,
            *(f"{PAGE}?said={said}" for said in ("removed", "made", "replaced", "ended")),
            *(f"{PAGE}/to/c{n}" for n in range(5)),
            f"{PAGE}/to/c0?said=saved",
            self.links().unsubscribe_url,
            self.links().snooze_url,
            self.confirm(),
            "/r/snooze/x",
            self.links(on=TODAY - timedelta(days=3)).card_url,
            card,
            f"{card}?shown=1",
            quiz,
            f"{quiz}?shown=1",
        ]


@pytest.fixture
def home(tmp_path: Path, content: Path, mail_server: MailServer) -> Iterator[Home]:
    settings = Settings(
        home=tmp_path / "home",
        content=content,
        smtp_url=mail_server.url,
        mail_from="drillbook@school.example",
    )
    build_library(settings.content, settings.library_file)
    app = create_web_app(settings, clock=lambda: NOW)
    parts: Parts = app.extensions[NAME]
    ada = add_learner(parts.ledger, "me", NOW - days(9))
    follow_course(parts.ledger, ada.learner_id, "rivers", NOW - days(9))
    given = [answer(n, card=card, at=NOW - days(7 + n)) for n, card in enumerate((CARD, QUIZ))]
    record(parts.ledger, ada.learner_id, given, NOW)
    with served(app) as address:
        yield Home(address, parts, ada)


def set_up(home: Home) -> None:
    kinds = [
        NewChannel(Kind.EMAIL, "ada.of.a.very.long.name.indeed@students.example.org", DAILY),
        NewChannel(Kind.WEBHOOK, LONG, DAILY, {"secret": "x"}),
        NewChannel(Kind.PUSH, "https://fcm.googleapis.com/1", DAILY, device=HOSTILE),
        NewChannel(Kind.PUSH, "https://fcm.googleapis.com/2", DAILY, device="Firefox on Linux"),
        NewChannel(Kind.EMAIL, "new@example.org", DAILY),
    ]
    ledger, learner_id = home.parts.ledger, home.ada.learner_id
    for n, new in enumerate(kinds):
        add_channel(ledger, learner_id, f"c{n}", new, NOW, confirmed=n < 4)
    snooze_channel(ledger, learner_id, "c2", TODAY + days(7), NOW)
    switch_off(ledger, learner_id, "c3", "the browser no longer takes reminders", NOW)
    home.parts.calendars.make_address(home.ada, NOW)


def visit(browser: Browser, home: Home, width: int, scheme: str) -> Page:
    context = browser.new_context(
        base_url=home.address,
        viewport={"width": width, "height": 844},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",  # or a colour is looked at while it still fades in
    )
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    return page


def require_good(page: Page, width: int) -> None:
    page.wait_for_load_state()
    page.evaluate("document.querySelectorAll('.fold').forEach((each) => (each.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") == width, page.url
    assert faults(page) == [], page.url
    small = [each for each in page.evaluate(SMALL) if 'type="checkbox"' not in each]
    assert small == [], page.url
    assert page.locator("h1").count() == 1, page.url


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (390, "light"), (1280, "dark")])
def test_every_page_fits_and_is_accessible(
    browser: Browser, home: Home, width: int, scheme: str
) -> None:
    page = visit(browser, home, width, scheme)
    page.goto("/")
    expect(page.get_by_text("Shall we write at 07:30")).to_be_visible()
    require_good(page, width)
    set_up(home)
    for address in home.pages():
        page.goto(address)
        require_good(page, width)
    page.goto(home.links().card_url + "?shown=1")
    page.get_by_role("button", name="Good").click()
    expect(page.get_by_role("link", name="Go on with the drill")).to_be_visible()
    require_good(page, width)
    for address, button in (
        (home.links().snooze_url, "Not for a week"),
        (home.confirm(), "Confirm"),
        (home.links().unsubscribe_url, "Stop them"),
    ):
        page.goto(address)
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("status")).to_be_visible()
        require_good(page, width)
    page.context.close()


@pytest.mark.parametrize(
    ("way", "where", "days_of_the_week", "said", "focused"),
    [
        ("To an address", "ada@example", 7, "This is no e-mail address.", "Address"),
        ("To an address", "ada@example.org", 0, "No day of the week is chosen.", "Monday"),
        ("To a program of yours", "https://127.0.0.1/", 7, "address that is not public", "Address"),
    ],
)
def test_a_fault_is_seen_where_it_was_made(
    browser: Browser,
    home: Home,
    way: str,
    where: str,
    days_of_the_week: int,
    said: str,
    focused: str,
) -> None:
    page = visit(browser, home, 320, "light")
    page.goto(PAGE)
    page.get_by_text(way).click()
    form = page.locator(".fold[open] form")
    form.get_by_label("Address").fill(where)
    for box in form.get_by_role("checkbox").all()[days_of_the_week:]:
        box.uncheck()
    form.get_by_role("button", name="Add").click()
    expect(form.locator(".fault")).to_contain_text(said)
    expect(form.locator(".fault")).to_be_in_viewport(ratio=1)
    expect(form.get_by_label(focused)).to_be_focused()
    assert faults(page) == []
    page.context.close()


def test_what_was_saved_is_seen_without_scrolling(browser: Browser, home: Home) -> None:
    set_up(home)
    page = visit(browser, home, 320, "light")
    page.goto(f"{PAGE}/to/c0")
    page.get_by_text("Change days and time").click()
    page.get_by_label("Sunday").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(page.get_by_role("status")).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("Mon, Tue, Wed, Thu, Fri and Sat")).to_be_in_viewport(ratio=1)
    page.goto(PAGE)
    page.get_by_text("The address").click()
    page.get_by_role("button", name="Make another").click()
    expect(page.get_by_role("status").last).to_contain_text("Made. The address before")
    expect(page.get_by_role("status").last).to_be_in_viewport(ratio=1)
    expect(page.locator("#calendar .code")).to_be_visible()
    page.context.close()


def test_mail_is_set_up_with_the_keyboard_alone(browser: Browser, home: Home) -> None:
    page = visit(browser, home, 1280, "light")
    page.goto(PAGE)
    page.get_by_text("To an address").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("ada@example.org")
    for _ in range(6):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("A mail is on its way there.")
    every_day_but_saturday = "Mon, Tue, Wed, Thu, Fri and Sun at 07:30."
    expect(page.locator("main")).to_contain_text(every_day_but_saturday)
    page.context.close()


def test_a_card_is_answered_with_the_keyboard_and_without_scripts(
    browser: Browser, home: Home
) -> None:
    context = browser.new_context(base_url=home.address, java_script_enabled=False)
    page = context.new_page()
    page.goto(home.links().card_url)
    page.get_by_role("button", name="Show answer").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("intermittent", exact=True)).to_be_visible()
    page.get_by_role("button", name="Good").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("next on")
    context.close()
