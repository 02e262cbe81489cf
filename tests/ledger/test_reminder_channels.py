"""Where reminders go: confirmed before anything is sent, changed at will, gone for good."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import func, select

from app.core.errors import DrillbookError, NotFound
from app.core.reminders.calendar import Plan
from app.core.reminders.kinds import Kind
from app.ledger.learners import Learner, add_learner, change_settings, remove_learner
from app.ledger.ledger import Ledger
from app.ledger.reminder_channels import (
    MOST,
    NewChannel,
    ReminderChannel,
    add_channel,
    confirm_channel,
    forget_place,
    get_channel,
    list_channels,
    remove_channel,
    replan_channel,
    snooze_channel,
    switch_off,
    switch_on,
)
from app.ledger.settings import LearnerSettings
from app.ledger.tables import reminder_channels
from tests.ledger.making import NOW, days

MORNINGS = Plan(frozenset(range(5)), time(7, 30))
MAIL = NewChannel(Kind.EMAIL, "ada@example.org", MORNINGS)
PUSH = NewChannel(
    Kind.PUSH,
    "https://push.example.org/1",
    MORNINGS,
    {"p256dh": "a", "auth": "b"},
    "Firefox on Linux",
)
# It is Friday, and 08:00 in New York: what was planned for 07:30 comes on Monday.
TOMORROW_THERE = datetime(2026, 5, 4, 11, 30, tzinfo=UTC)


@pytest.fixture
def ada(ledger: Ledger) -> Learner:
    return add_learner(ledger, "ada", NOW, LearnerSettings(zone="America/New_York"))


def add(ledger: Ledger, ada: Learner, new: NewChannel = MAIL, id_: str = "c1") -> ReminderChannel:
    return add_channel(ledger, ada.learner_id, id_, new, NOW, confirmed=True)


def test_a_channel_is_there_as_it_was_added(ledger: Ledger, ada: Learner) -> None:
    added = add(ledger, ada, PUSH)
    assert get_channel(ledger, ada.learner_id, "c1") == added
    assert (added.kind, added.where_to, added.keys) == (Kind.PUSH, PUSH.where_to, PUSH.keys)
    assert (added.rule.plan, added.device) == (MORNINGS, "Firefox on Linux")
    assert "p256dh" not in repr(added)


def test_it_is_looked_at_when_its_time_comes_where_its_learner_is(
    ledger: Ledger, ada: Learner
) -> None:
    assert add(ledger, ada).next_at == TOMORROW_THERE


def test_nothing_is_planned_before_it_is_confirmed(ledger: Ledger, ada: Learner) -> None:
    added = add_channel(ledger, ada.learner_id, "c1", MAIL, NOW, confirmed=False)
    assert (added.confirmed_at, added.next_at) == (None, None)
    confirmed = confirm_channel(ledger, ada.learner_id, "c1", NOW + days(1))
    assert (confirmed.confirmed_at, confirmed.next_at) == (NOW + days(1), TOMORROW_THERE)
    again = confirm_channel(ledger, ada.learner_id, "c1", NOW + days(2))
    assert again.confirmed_at == NOW + days(1)


def test_the_same_place_again_is_the_same_channel(ledger: Ledger, ada: Learner) -> None:
    add(ledger, ada, PUSH)
    switch_off(ledger, ada.learner_id, "c1", "the browser forgot it", NOW)
    anew = add(ledger, ada, replace(PUSH, keys={"p256dh": "c", "auth": "d"}), "c2")
    assert list_channels(ledger, ada.learner_id) == [anew]
    assert (anew.channel_id, anew.off_because, anew.keys["auth"]) == ("c1", None, "d")
    assert anew.next_at == TOMORROW_THERE


def test_a_browser_that_was_gone_comes_back_at_another_place(ledger: Ledger, ada: Learner) -> None:
    add(ledger, ada, PUSH)
    gone = forget_place(ledger, ada.learner_id, "c1", "the browser is gone", NOW)
    assert (gone.is_gone, gone.keys, gone.next_at) == (True, {}, None)
    elsewhere = replace(PUSH, where_to="https://push.example.org/2")
    back = add(ledger, ada, elsewhere, "c2")
    assert (back.channel_id, back.where_to, back.is_gone) == ("c1", elsewhere.where_to, False)
    assert add(ledger, ada, PUSH, "c3").channel_id == "c3"
    assert back in list_channels(ledger, ada.learner_id)


def test_snoozed_it_goes_on_when_that_is_over(ledger: Ledger, ada: Learner) -> None:
    add(ledger, ada)
    snoozed = snooze_channel(ledger, ada.learner_id, "c1", date(2026, 5, 9), NOW)
    assert snoozed.rule.snoozed_until == date(2026, 5, 9)
    assert snoozed.next_at == datetime(2026, 5, 11, 11, 30, tzinfo=UTC)
    assert snooze_channel(ledger, ada.learner_id, "c1", None, NOW).next_at == TOMORROW_THERE


def test_off_it_is_off_until_it_is_switched_on(ledger: Ledger, ada: Learner) -> None:
    add(ledger, ada)
    off = switch_off(ledger, ada.learner_id, "c1", "unsubscribed", NOW)
    assert (off.off_because, off.rule.is_on, off.next_at) == ("unsubscribed", False, None)
    on = switch_on(ledger, ada.learner_id, "c1", NOW)
    assert (on.off_because, on.rule.is_on, on.next_at) == (None, True, TOMORROW_THERE)


def test_another_time_counts_from_the_next_one_on(ledger: Ledger, ada: Learner) -> None:
    add(ledger, ada)
    moved = replan_channel(ledger, ada.learner_id, "c1", Plan(frozenset({4}), time(21)), NOW)
    assert moved.next_at == datetime(2026, 5, 2, 1, tzinfo=UTC)


def test_another_zone_is_looked_at_at_once(ledger: Ledger, ada: Learner) -> None:
    add(ledger, ada)
    add(ledger, ada, PUSH, "c2")
    switch_off(ledger, ada.learner_id, "c2", "unsubscribed", NOW)
    change_settings(ledger, ada.learner_id, {"theme": "dark"})
    assert get_channel(ledger, ada.learner_id, "c1").next_at == TOMORROW_THERE
    change_settings(ledger, ada.learner_id, {"zone": "Asia/Tokyo"})
    looked_at = get_channel(ledger, ada.learner_id, "c1").next_at
    assert looked_at == datetime(1970, 1, 1, tzinfo=UTC)
    assert get_channel(ledger, ada.learner_id, "c2").next_at is None


def test_no_one_reaches_the_channels_of_another(ledger: Ledger, ada: Learner) -> None:
    bob = add_learner(ledger, "bob", NOW)
    added = add(ledger, ada)
    with pytest.raises(NotFound):
        get_channel(ledger, bob.learner_id, "c1")
    with pytest.raises(NotFound):
        switch_off(ledger, bob.learner_id, "c1", "unsubscribed", NOW)
    remove_channel(ledger, bob.learner_id, "c1")
    assert list_channels(ledger, ada.learner_id) == [added]
    assert not list_channels(ledger, bob.learner_id)


def test_removed_it_is_gone_and_with_its_learner_all_are(ledger: Ledger, ada: Learner) -> None:
    add(ledger, ada)
    add(ledger, ada, PUSH, "c2")
    remove_channel(ledger, ada.learner_id, "c1")
    assert [each.channel_id for each in list_channels(ledger, ada.learner_id)] == ["c2"]
    remove_learner(ledger, ada.learner_id)
    with ledger.read() as connection:
        assert connection.scalar(select(func.count()).select_from(reminder_channels)) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        replace(MAIL, plan=Plan(frozenset(), time(7))),
        replace(MAIL, where_to=""),
        replace(MAIL, where_to="x" * 2_001),
        replace(MAIL, where_to="ada@example.org\r\nBcc: eve@example.org"),
    ],
)
def test_what_could_never_be_sent_is_refused(
    ledger: Ledger, ada: Learner, wrong: NewChannel
) -> None:
    with pytest.raises(DrillbookError):
        add(ledger, ada, wrong)
    assert not list_channels(ledger, ada.learner_id)


def test_there_is_an_end_to_them(ledger: Ledger, ada: Learner) -> None:
    for number in range(MOST):
        add(ledger, ada, replace(MAIL, where_to=f"{number}@example.org"), f"c{number}")
    with pytest.raises(DrillbookError, match="remove one"):
        add(ledger, ada, MAIL, "one too many")
