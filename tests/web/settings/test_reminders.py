"""Where reminders go, set up on a page: by mail, by webhook, in a calendar."""

import re
from datetime import timedelta

import pytest

from app.core.reminders.kinds import Kind
from app.services.manage_learners import Learner
from app.services.open_ledger import ReadOnly
from app.web.parts import NAME
from tests.notify.tricks import Naming
from tests.web.settings.reminding import PAGE, add, change, channels, parts_of
from tests.web.settings.reminding import ada as ada
from tests.web.visitors import ADA, EVE, HTTPS, Browser, member


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"where": "a, b@example.org"}, 'id="where-fault">This is no e-mail address'),
        ({"where": "a@example.org\r\nBcc: b@example.org"}, 'id="where-fault">This is no e-mail'),
        ({"day": []}, 'id="mail-day-fault">No day of the week is chosen'),
        ({"day": ["9"]}, 'id="mail-day-fault">No day of the week is chosen'),
        ({"at": "25:00"}, 'id="mail-at-fault">This is no time of day'),
        ({"at": ""}, 'id="mail-at-fault">This is no time of day'),
    ],
)
def test_what_cannot_be_is_refused_in_words_at_its_field(
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


def test_a_webhook_whose_host_nobody_knows_is_told_there(
    visitor: Browser, ada: Learner, naming: Naming
) -> None:
    naming({})
    text = add(visitor, "webhook", "https://hoks.example.org/")
    assert 'id="hook-fault">No host called hoks.example.org was found.' in text
    assert channels(visitor, ada) == []


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/", "ftp://x.org/", "x"]
)
def test_a_webhook_leads_to_where_everybody_may(visitor: Browser, ada: Learner, url: str) -> None:
    assert 'id="hook-fault"' in add(visitor, "webhook", url)
    assert channels(visitor, ada) == []


def test_without_a_mail_server_it_says_what_is_missing(visitor: Browser, ada: Learner) -> None:
    object.__setattr__(parts_of(visitor), "post", None)
    assert "DRILLBOOK_SMTP_URL" in visitor.get(PAGE).text
    assert "no mail server" in add(visitor, "email", ADA)


def test_only_the_form_that_was_refused_is_unfolded(visitor: Browser, ada: Learner) -> None:
    text = add(visitor, "webhook", "https://127.0.0.1/", at="21:05")
    assert text.count('<details class="fold" open>') == 1
    assert (text.count('value="21:05"'), text.count('value="07:30"')) == (1, 2)
    assert text.count('value="https://127.0.0.1/"') == 1
    assert " open" not in visitor.get(PAGE).text


def test_what_holds_a_channel_up_is_seen_in_the_list(visitor: Browser, ada: Learner) -> None:
    add(visitor, "email", ADA)
    (channel,) = channels(visitor, ada)
    assert f"By mail to {ADA}" in visitor.get(PAGE).text
    assert "<p>On.</p>" in visitor.get(PAGE).text
    change(visitor, channel, snooze="7")
    assert "<p>Paused: again from 9 November.</p>" in visitor.get(PAGE).text
    change(visitor, channel, off="1")
    assert "<p>Off: you switched it off.</p>" in visitor.get(PAGE).text
    add(visitor, "email", "else@example.org")
    assert "<p>Not confirmed yet: open the link" in visitor.get(PAGE).text


def test_the_accounts_own_address_is_offered_until_it_is_taken(
    visitor: Browser, ada: Learner
) -> None:
    assert f'value="{ADA}"' in visitor.get(PAGE).text
    add(visitor, "email", ADA)
    assert f'value="{ADA}"' not in visitor.get(PAGE).text


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
