"""Nobody is written to who has not said so at that address."""

from datetime import timedelta

from app.services.manage_learners import Learner
from app.services.reminder_links import LinkFor, sign_link
from tests.mail_server import Postbox
from tests.web.settings.reminding import LINK, add, change, channels, parts_of
from tests.web.settings.reminding import ada as ada
from tests.web.visitors import ADA, Browser, Clock


def test_the_accounts_own_address_was_confirmed_before(visitor: Browser, ada: Learner) -> None:
    text = add(visitor, "email", ADA)
    (channel,) = channels(visitor, ada)
    assert "Added." in text
    assert "<strong>On.</strong> Every day at 07:30." in text
    assert channel.confirmed_at
    assert channel.next_at


def test_another_address_is_confirmed_by_a_link_in_a_mail(
    visitor: Browser, ada: Learner, postbox: Postbox
) -> None:
    assert "Not confirmed yet" in add(visitor, "email", "else@example.org")
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


def test_whoever_stops_them_at_another_address_stops_what_was_off_already(
    visitor: Browser, ada: Learner, postbox: Postbox
) -> None:
    add(visitor, "email", "else@example.org")
    (path,) = LINK.findall(postbox.letters[-1].get_content())
    stranger = Browser(visitor.app)
    stranger.post(path)
    (channel,) = channels(visitor, ada)
    change(visitor, channel, off="1")
    stranger.post(
        sign_link(parts_of(visitor).signer, LinkFor.UNSUBSCRIBE, ada.learner_id, channel.channel_id)
    )
    assert "A mail is on its way there." in change(visitor, channel, on="1")
    (channel,) = channels(visitor, ada)
    assert channel.confirmed_at is None


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


def test_a_mail_that_could_not_be_sent_is_told_and_can_be_sent_again(
    visitor: Browser, ada: Learner, postbox: Postbox
) -> None:
    postbox.answer = "451 later"
    assert "The mail could not be sent." in add(visitor, "email", "else@example.org")
    (channel,) = channels(visitor, ada)
    postbox.answer = "250 taken"
    assert "A mail is on its way there." in change(visitor, channel, confirm="1")
    assert len(LINK.findall(postbox.letters[-1].get_content())) == 1
