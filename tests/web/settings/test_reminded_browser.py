"""Reminders in a browser are for who sits before it."""

import pytest

from app.core.reminders.kinds import Kind
from app.ledger.reminder_channels import ReminderChannel
from app.services.forget_browser import ANOTHER_CAME, SIGNED_OUT
from app.services.manage_learners import Learner
from tests.notify.browser import KEYS
from tests.notify.tricks import Naming
from tests.web.settings.reminding import PAGE, add, change, channels
from tests.web.settings.reminding import ada as ada
from tests.web.visitors import ADA, EVE, Browser, member

CHROME = "https://fcm.googleapis.com/fcm/send/abc"


@pytest.fixture(autouse=True)
def push_service(naming: Naming) -> None:
    naming({"fcm.googleapis.com": [["93.184.215.14"]]})


def browsers(visitor: Browser, learner: Learner) -> list[ReminderChannel]:
    return [each for each in channels(visitor, learner) if each.kind is Kind.PUSH]


def test_signing_out_ends_what_comes_to_this_browser(visitor: Browser, ada: Learner) -> None:
    assert "Added." in add(visitor, "browser", CHROME, **KEYS)
    add(visitor, "email", ADA)
    elsewhere = Browser(visitor.app)
    elsewhere.sign_in()
    elsewhere.post("/sign-out")
    assert all(each.next_at for each in channels(visitor, ada))
    visitor.post("/sign-out")
    by_kind = {each.kind: each for each in channels(visitor, ada)}
    browser, mail = by_kind[Kind.PUSH], by_kind[Kind.EMAIL]
    assert (browser.off_because, browser.is_gone, browser.keys) == (SIGNED_OUT, True, {})
    assert mail.next_at
    visitor.sign_in()
    page = visitor.get(f"{PAGE}/to/{browser.channel_id}").text
    assert "Off: you signed out there." in page
    assert "Switch on" not in page
    assert visitor.post(f"{PAGE}/to/{browser.channel_id}", {"on": "1"}).status_code == 400


def test_a_browser_of_nobody_known_is_refused(visitor: Browser, ada: Learner) -> None:
    keys = {"p256dh": "x", "auth": "x"}
    text = add(visitor, "browser", "https://push.example.org/abc", **keys)
    assert "no push service that is known" in text
    assert channels(visitor, ada) == []


def test_who_signs_in_after_another_ends_what_came_to_that_one(
    visitor: Browser, ada: Learner
) -> None:
    """Also where Ada did not sign out: her session was over, or the ledger could not be written."""
    add(visitor, "browser", CHROME, **KEYS)
    visitor.client.delete_cookie("__Host-drillbook", domain="drill.example.org")
    eve = member(visitor.app, EVE)
    visitor.sign_in(EVE)
    (browser,) = browsers(visitor, ada)
    assert (browser.off_because, browser.is_gone) == (ANOTHER_CAME, True)
    add(visitor, "browser", f"{CHROME}d", **KEYS)
    visitor.post("/sign-out")
    visitor.sign_in()
    assert "Off: somebody else signed in there." in visitor.get(PAGE).text
    assert [each.off_because for each in browsers(visitor, eve)] == [SIGNED_OUT]
    assert browsers(visitor, ada) == [browser]


def test_who_signs_in_again_is_reminded_as_before(visitor: Browser, ada: Learner) -> None:
    add(visitor, "browser", CHROME, **KEYS)
    before = browsers(visitor, ada)
    visitor.sign_in()
    assert browsers(visitor, ada) == before


def test_one_browser_is_one_channel_wherever_it_is_reached(visitor: Browser, ada: Learner) -> None:
    add(visitor, "browser", CHROME, **KEYS)
    (first,) = browsers(visitor, ada)
    change(visitor, first, off="1")
    add(visitor, "browser", f"{CHROME}d", **KEYS)
    (again,) = browsers(visitor, ada)
    assert again.channel_id == first.channel_id
    assert (again.where_to, again.off_because) == (f"{CHROME}d", None)


def test_what_is_refused_leaves_the_one_before(visitor: Browser, ada: Learner) -> None:
    add(visitor, "browser", CHROME, **KEYS)
    before = browsers(visitor, ada)
    add(visitor, "browser", "https://push.example.org/abc", **KEYS)
    add(visitor, "browser", f"{CHROME}d", p256dh="x", auth="x")
    assert browsers(visitor, ada) == before


def test_nobody_ends_anothers_by_a_cookie_made_up(visitor: Browser, ada: Learner) -> None:
    add(visitor, "browser", CHROME, **KEYS)
    (browser,) = browsers(visitor, ada)
    member(visitor.app, EVE)
    eve = Browser(visitor.app)
    eve.sign_in(EVE)
    for made_up in (browser.channel_id, f'["{ada.learner_id}","{browser.channel_id}"].x'):
        eve.client.set_cookie("__Host-drillbook-reminded", made_up, domain="drill.example.org")
        eve.post("/sign-out")
    assert browsers(visitor, ada) == [browser]
