"""Where reminders go, set up on a page: by mail, by webhook, in a calendar."""

import re
from datetime import timedelta

import pytest

from app.core.reminders.kinds import Kind
from app.ledger.reminder_channels import ReminderChannel, list_channels
from app.services.forget_browser import SIGNED_OUT
from app.services.manage_learners import Learner
from app.services.open_ledger import ReadOnly
from app.services.reminder_links import LinkFor, sign_link
from app.web.parts import NAME, Parts
from tests.mail_server import Postbox
from tests.notify.browser import KEYS
from tests.notify.tricks import Naming
from tests.web.visitors import ADA, EVE, HTTPS, Browser, Clock, member

PAGE = "/settings/reminders"
DAILY = {"day": ["0", "1", "2", "3", "4", "5", "6"], "at": "07:30"}
LINK = re.compile(rf"{HTTPS}(/r/confirm/\S+)")


@pytest.fixture
def ada(visitor: Browser) -> Learner:
    learner = member(visitor.app)
    assert visitor.sign_in().status_code == 303
    return learner


def parts_of(visitor: Browser) -> Parts:
    parts: Parts = visitor.app.extensions[NAME]
    return parts


def channels(visitor: Browser, learner: Learner) -> list[ReminderChannel]:
    return list_channels(parts_of(visitor).ledger, learner.learner_id)


def add(visitor: Browser, kind: str, where: object, **more: object) -> str:
    form = {"add": kind, "where": where} | DAILY | more
    reply = visitor.client.post(
        PAGE,
        data=form,
        base_url=HTTPS,
        headers={"Sec-Fetch-Site": "same-origin"},
        follow_redirects=True,
    )
    return reply.text


def change(visitor: Browser, channel: ReminderChannel, **form: object) -> str:
    reply = visitor.client.post(
        f"{PAGE}/to/{channel.channel_id}",
        data=form,
        base_url=HTTPS,
        headers={"Sec-Fetch-Site": "same-origin"},
        follow_redirects=True,
    )
    return reply.text


def test_the_accounts_own_address_was_confirmed_before(visitor: Browser, ada: Learner) -> None:
    text = add(visitor, "email", ADA)
    (channel,) = channels(visitor, ada)
    assert "Added." in text
    assert "Every day at 07:30. On." in text
    assert channel.confirmed_at
    assert channel.next_at


def test_another_address_is_confirmed_by_a_link_in_a_mail(
    visitor: Browser, ada: Learner, postbox: Postbox
) -> None:
    assert "Waits for you" in add(visitor, "email", "else@example.org")
    (channel,) = channels(visitor, ada)
    assert channel.next_at is None
    (path,) = LINK.findall(postbox.letters[-1].get_content())
    stranger = Browser(visitor.app)
    assert "Press the button" in stranger.get(path).text
    assert channels(visitor, ada) == [channel]
    assert "Confirmed" in stranger.post(path).text
    (channel,) = channels(visitor, ada)
    assert channel.confirmed_at
    assert channel.next_at


def test_who_ended_them_by_their_link_is_asked_before_they_come_again(
    visitor: Browser, ada: Learner, postbox: Postbox
) -> None:
    add(visitor, "email", "else@example.org")
    (path,) = LINK.findall(postbox.letters[-1].get_content())
    stranger = Browser(visitor.app)
    stranger.post(path)
    (channel,) = channels(visitor, ada)
    end = sign_link(
        parts_of(visitor).signer, LinkFor.UNSUBSCRIBE, ada.learner_id, channel.channel_id
    )
    stranger.post(end)
    assert "A mail is on its way there." in change(visitor, channel, on="1")
    (channel,) = channels(visitor, ada)
    assert (channel.confirmed_at, channel.next_at, channel.off_because) == (None, None, None)
    (path,) = LINK.findall(postbox.letters[-1].get_content())
    stranger.post(path)
    (channel,) = channels(visitor, ada)
    assert channel.next_at


def test_that_link_ends_after_three_days(
    visitor: Browser, ada: Learner, postbox: Postbox, clock: Clock
) -> None:
    add(visitor, "email", "else@example.org")
    (path,) = LINK.findall(postbox.letters[-1].get_content())
    clock.later(timedelta(days=3))
    assert visitor.post(path).status_code == 404
    assert channels(visitor, ada)[0].confirmed_at is None


def test_a_stranger_gets_three_mails_a_day_and_no_more(
    visitor: Browser, ada: Learner, postbox: Postbox
) -> None:
    add(visitor, "email", "else@example.org")
    (channel,) = channels(visitor, ada)
    for _ in range(5):
        text = change(visitor, channel, confirm="1")
    assert "three mails today" in text
    assert len(postbox.letters) == 3


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"where": "a, b@example.org"}, "no e-mail address"),
        ({"where": "a@example.org\r\nBcc: b@example.org"}, "no e-mail address"),
        ({"day": []}, "No day of the week is chosen"),
        ({"day": ["9"]}, "No day of the week is chosen"),
        ({"at": "25:00"}, "no time of day"),
        ({"at": ""}, "no time of day"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    visitor: Browser, ada: Learner, more: dict[str, object], said: str
) -> None:
    assert said in add(visitor, "email", **({"where": ADA} | more))
    assert channels(visitor, ada) == []


def test_the_secret_of_a_webhook_is_shown_once(visitor: Browser, ada: Learner) -> None:
    text = add(visitor, "webhook", "https://1.1.1.1/hook")
    (channel,) = channels(visitor, ada)
    assert channel.keys["secret"] in text
    assert "whsec_" not in visitor.get(PAGE).text
    assert "whsec_" not in visitor.get(f"{PAGE}/to/{channel.channel_id}").text


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/", "ftp://x.org/", "x"]
)
def test_a_webhook_leads_to_where_everybody_may(visitor: Browser, ada: Learner, url: str) -> None:
    add(visitor, "webhook", url)
    assert channels(visitor, ada) == []


def test_a_test_shows_what_really_came_of_it(
    visitor: Browser, ada: Learner, postbox: Postbox
) -> None:
    add(visitor, "email", ADA)
    (channel,) = channels(visitor, ada)
    assert "Sent. It is on its way." in change(visitor, channel, test="1")
    letter = postbox.letters[-1]
    assert letter["To"] == ADA
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    postbox.answer = "550 nobody here"
    assert "It cannot arrive there" in change(visitor, channel, test="1")
    postbox.answer = "451 later"
    assert "Not taken this time" in change(visitor, channel, test="1")
    (after,) = channels(visitor, ada)
    assert after == channel


def test_days_and_time_are_changed(visitor: Browser, ada: Learner) -> None:
    add(visitor, "email", ADA)
    (channel,) = channels(visitor, ada)
    text = change(visitor, channel, plan="1", day=["5", "6"], at="21:05")
    assert "Saturday and Sunday at 21:05" in text
    assert "No day of the week" in change(visitor, channel, plan="1", at="21:05")
    assert channels(visitor, ada)[0].rule.plan.weekdays == frozenset((5, 6))


def test_they_wait_stop_and_go_on_at_a_press(visitor: Browser, ada: Learner) -> None:
    """It is Monday, 2 November."""
    add(visitor, "email", ADA)
    (channel,) = channels(visitor, ada)
    assert "again from tomorrow" in change(visitor, channel, snooze="1")
    assert "again from 9 November" in change(visitor, channel, snooze="7")
    assert "Off: you switched it off." in change(visitor, channel, off="1")
    assert channels(visitor, ada)[0].next_at is None
    assert "Every day at 07:30. On." in change(visitor, channel, on="1")


def test_what_is_removed_is_gone(visitor: Browser, ada: Learner) -> None:
    add(visitor, "email", ADA)
    (channel,) = channels(visitor, ada)
    assert "Removed." in change(visitor, channel, remove="1")
    assert channels(visitor, ada) == []
    assert visitor.get(f"{PAGE}/to/{channel.channel_id}").status_code == 404


def test_without_a_mail_server_it_says_what_is_missing(visitor: Browser, ada: Learner) -> None:
    object.__setattr__(parts_of(visitor), "post", None)
    assert "DRILLBOOK_SMTP_URL" in visitor.get(PAGE).text
    assert "no mail server" in add(visitor, "email", ADA)


def test_the_calendars_address_is_made_replaced_and_ended(visitor: Browser, ada: Learner) -> None:
    def address() -> str:
        found = re.search(rf"{HTTPS}(/calendar/[^<]+\.ics)", visitor.get(PAGE).text)
        return found[1] if found else ""

    assert address() == ""
    visitor.post(f"{PAGE}/calendar")
    first = address()
    assert visitor.get(first).status_code == 200
    visitor.app.extensions[NAME].clock.later(timedelta(seconds=1))
    visitor.post(f"{PAGE}/calendar")
    assert visitor.get(first).status_code == 404
    second = address()
    visitor.post(f"{PAGE}/calendar", {"end": "1"})
    assert visitor.get(second).status_code == 404
    assert address() == ""


def test_nobody_sees_or_changes_anothers(visitor: Browser, ada: Learner) -> None:
    add(visitor, "email", ADA)
    (channel,) = channels(visitor, ada)
    eve = Browser(visitor.app)
    member(visitor.app, EVE)
    eve.sign_in(EVE)
    path = f"{PAGE}/to/{channel.channel_id}"
    assert eve.get(path).status_code == 404
    for form in ({"off": "1"}, {"remove": "1"}, {"test": "1"}):
        assert eve.post(path, form).status_code == 404
    assert channels(visitor, ada) == [channel]
    assert channel.kind is Kind.EMAIL


def test_where_the_ledger_can_only_be_read_nothing_is_half_done(
    visitor: Browser, ada: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(visitor, "email", ADA)
    (channel,) = channels(visitor, ada)

    def refuse(*_: object) -> None:
        raise ReadOnly("the ledger can only be read")

    monkeypatch.setattr(type(parts_of(visitor).ledger), "write", refuse)
    page, one = visitor.get(PAGE), visitor.get(f"{PAGE}/to/{channel.channel_id}")
    assert (page.status_code, one.status_code) == (200, 200)
    for path, form in (
        (PAGE, {"add": "email", "where": "else@example.org", "day": "1", "at": "07:30"}),
        (f"{PAGE}/to/{channel.channel_id}", {"off": "1"}),
        (f"{PAGE}/calendar", {}),
        ("/reminders/offer", {"answer": "yes"}),
    ):
        assert visitor.post(path, form).status_code == 503
    assert channels(visitor, ada) == [channel]


def test_a_mail_that_could_not_be_sent_is_told_and_can_be_sent_again(
    visitor: Browser, ada: Learner, postbox: Postbox
) -> None:
    postbox.answer = "451 later"
    assert "The mail could not be sent." in add(visitor, "email", "else@example.org")
    (channel,) = channels(visitor, ada)
    postbox.answer = "250 taken"
    assert "A mail is on its way there." in change(visitor, channel, confirm="1")
    assert len(LINK.findall(postbox.letters[-1].get_content())) == 1


def test_signing_out_ends_what_comes_to_this_browser(
    visitor: Browser, ada: Learner, naming: Naming
) -> None:
    naming({"fcm.googleapis.com": [["93.184.215.14"]]})
    assert "Added." in add(visitor, "browser", "https://fcm.googleapis.com/fcm/send/abc", **KEYS)
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
