"""One press ends reminders, or lets them wait; a look at the link does nothing."""

import pytest

from app.ledger.learners import remove_learner
from app.ledger.reminder_channels import remove_channel
from tests.web.reminders.reminded import Reminded, reminded
from tests.web.visitors import EVE, Browser

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def ada(visitor: Browser) -> Reminded:
    return reminded(visitor)


def as_a_mail_program(ada: Reminded, path: str, content_type: str) -> int:
    """It has no cookie, comes from nowhere, and follows nothing."""
    program = ada.visitor.app.test_client(use_cookies=False)
    reply = program.post(path, base_url=ada.visitor.site, data=ONE_CLICK, content_type=content_type)
    return reply.status_code


def test_to_look_changes_nothing_however_often(ada: Reminded) -> None:
    links, before = ada.links(), ada.channel
    for _ in range(100):
        assert ada.visitor.get(links.unsubscribe_url).status_code == 200
    assert ada.visitor.get(links.snooze_url).status_code == 200
    assert ada.channel == before


@pytest.mark.parametrize(
    "content_type", ["application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_a_mail_program_ends_them_at_once(ada: Reminded, content_type: str) -> None:
    assert as_a_mail_program(ada, ada.links().unsubscribe_url, content_type) == 200
    assert ada.channel.off_because
    assert ada.channel.next_at is None


def test_so_does_the_button_and_a_second_press_finds_it_done(ada: Reminded) -> None:
    path = ada.links().unsubscribe_url
    assert "Stop them" in ada.visitor.get(path).text
    for _ in range(2):
        reply = ada.visitor.post(path)
        assert reply.status_code == 200
        assert "No more reminders" in reply.text
    assert "No more reminders" in ada.visitor.get(path).text


def test_it_works_from_any_page(ada: Reminded) -> None:
    """Some mail programs show a mail's links within pages of their own."""
    elsewhere = {"Sec-Fetch-Site": "cross-site", "Origin": "https://mail.example.net"}
    assert ada.visitor.post(ada.links().unsubscribe_url, headers=elsewhere).status_code == 200


@pytest.mark.parametrize(("days", "first"), [("1", "Wednesday, 4 November"), ("7", "10 November")])
def test_they_wait_for_a_day_or_a_week(ada: Reminded, days: str, first: str) -> None:
    """It is Monday, 2 November: today's has come already."""
    reply = ada.visitor.post(ada.links().snooze_url, {"days": days})
    assert first in reply.text
    until = ada.channel.rule.snoozed_until
    assert until
    assert (until.day, until.month) == (3 + int(days), 11)


def test_what_was_stopped_does_not_say_that_it_waits(ada: Reminded) -> None:
    ada.visitor.post(ada.links().unsubscribe_url)
    path = ada.links().snooze_url
    for reply in (ada.visitor.get(path), ada.visitor.post(path, {"days": "7"})):
        assert "No more reminders" in reply.text
    assert ada.channel.rule.snoozed_until is None


@pytest.mark.parametrize("days", ["", "0", "8", "-1", "x", "१"])
def test_they_wait_for_nothing_else(ada: Reminded, days: str) -> None:
    assert ada.visitor.post(ada.links().snooze_url, {"days": days}).status_code == 400
    assert ada.channel.rule.snoozed_until is None


def test_a_link_for_one_thing_does_no_other(ada: Reminded) -> None:
    ends, waits = ada.links().unsubscribe_url, ada.links().snooze_url
    swapped = [
        ends.replace("/unsubscribe/", "/snooze/"),
        waits.replace("/snooze/", "/unsubscribe/"),
        ada.links().card_url.replace("/card/", "/unsubscribe/"),
    ]
    before = ada.channel
    for path in swapped:
        assert ada.visitor.post(path, {"days": "1"}).status_code == 404
    assert ada.channel == before


def test_a_changed_link_leads_nowhere(ada: Reminded) -> None:
    path = ada.links().unsubscribe_url
    for wrong in (path[:-1], path + "x", "/r/unsubscribe/x", path.replace(".", "", 1)):
        assert ada.visitor.get(wrong).status_code == 404
        assert ada.visitor.post(wrong).status_code == 404
    assert ada.channel.off_because is None


def test_anothers_link_touches_only_the_other(ada: Reminded) -> None:
    eve = reminded(ada.visitor, EVE)
    assert ada.visitor.post(eve.links().unsubscribe_url).status_code == 200
    assert eve.channel.off_because
    assert ada.channel.off_because is None


def test_a_link_of_what_is_gone_leads_nowhere(ada: Reminded) -> None:
    path = ada.links().unsubscribe_url
    remove_channel(ada.parts.ledger, ada.learner.learner_id, ada.channel_id)
    assert ada.visitor.post(path).status_code == 404
    remove_learner(ada.parts.ledger, ada.learner.learner_id)
    assert ada.visitor.get(path).status_code == 404


def test_no_page_that_it_leads_to_learns_its_address(ada: Reminded) -> None:
    links = ada.links()
    for path in (links.unsubscribe_url, links.snooze_url, links.card_url, "/r/snooze/x"):
        headers = ada.visitor.get(path).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Robots-Tag"] == "noindex"
        assert headers["Cache-Control"] == "no-store"
