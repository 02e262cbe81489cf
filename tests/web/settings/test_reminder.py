"""One channel of reminders on its page: tried out, changed, held up, removed."""

from app.services.manage_learners import Learner
from tests.mail_server import Postbox
from tests.web.settings.reminding import PAGE, add, change, channels
from tests.web.settings.reminding import ada as ada
from tests.web.visitors import ADA, Browser


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
    assert "<strong>On.</strong> Every day" in change(visitor, channel, on="1")


def test_what_is_removed_is_gone(visitor: Browser, ada: Learner) -> None:
    add(visitor, "email", ADA)
    (channel,) = channels(visitor, ada)
    assert "Removed." in change(visitor, channel, remove="1")
    assert channels(visitor, ada) == []
    assert visitor.get(f"{PAGE}/to/{channel.channel_id}").status_code == 404


def test_a_pause_is_ended_by_a_press(visitor: Browser, ada: Learner) -> None:
    add(visitor, "email", ADA)
    (channel,) = channels(visitor, ada)
    assert "End the pause" not in visitor.get(f"{PAGE}/to/{channel.channel_id}").text
    assert "End the pause" in change(visitor, channel, snooze="7")
    assert "<strong>On.</strong>" in change(visitor, channel, on="1")
    assert channels(visitor, ada) == [channel]


def test_what_is_wrong_with_its_days_is_told_where_they_are(visitor: Browser, ada: Learner) -> None:
    add(visitor, "email", ADA)
    (channel,) = channels(visitor, ada)
    assert '<details class="fold">' in visitor.get(f"{PAGE}/to/{channel.channel_id}").text
    text = change(visitor, channel, plan="1", at="21:05")
    assert '<details class="fold" open>' in text
    assert 'id="day-fault">No day of the week is chosen.' in text
    assert 'value="21:05"' in text
