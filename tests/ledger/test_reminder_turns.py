"""In line once for a channel and a date, and then one sender's at a time."""

import threading
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from app.core.reminders.calendar import Plan
from app.core.reminders.decide import Why
from app.core.reminders.kinds import Kind
from app.ledger import all_channels as channels_of_all
from app.ledger.all_channels import all_channels
from app.ledger.append import record
from app.ledger.learners import add_learner, lock_learner, remove_learner
from app.ledger.ledger import Ledger, server_ledger
from app.ledger.reminder_channels import (
    NewChannel,
    add_channel,
    get_channel,
    remove_channel,
    switch_off,
)
from app.ledger.reminder_history import State, list_deliveries
from app.ledger.reminder_looks import look_at_due
from app.ledger.reminder_turns import (
    LEASE,
    Claimed,
    claim,
    find_claimed_channel,
    mark_failed,
    mark_later,
    mark_over,
    mark_sent,
)
from app.ledger.tables import reminders
from app.services.choose_reminders import choose_reminders
from tests.ledger.making import answer, days
from tests.ledger.postgres import Postgres

FRIDAY = date(2026, 5, 1)
AT = datetime(2026, 5, 1, 7, 30, tzinfo=UTC)
DAILY = Plan(frozenset(range(7)), time(7, 30))
SECOND = timedelta(seconds=1)


def enrol(ledger: Ledger, name: str = "ada") -> int:
    learner_id = add_learner(ledger, name, AT - days(9)).learner_id
    new = NewChannel(Kind.EMAIL, f"{name}@example.org", DAILY)
    add_channel(ledger, learner_id, f"to {name}", new, AT - days(1), confirmed=True)
    return learner_id


def chosen(ledger: Ledger, now: datetime = AT) -> None:
    choose_reminders(ledger, now)


def claimed(ledger: Ledger, now: datetime = AT, sender: str = "one") -> Claimed:
    found = claim(ledger, "email", sender, now)
    assert found
    return found


def states(ledger: Ledger, learner_id: int) -> list[State]:
    return [each.state for each in list_deliveries(ledger, learner_id, "to ada", 9)]


def test_many_who_choose_at_once_put_each_in_line_once(ledger: Ledger) -> None:
    for number in range(30):
        enrol(ledger, f"learner{number}")
    choosing = [threading.Thread(target=chosen, args=(ledger,)) for _ in range(4)]
    for each in choosing:
        each.start()
    for each in choosing:
        each.join()
    chosen(ledger)
    with ledger.read() as connection:
        assert connection.scalar(select(func.count()).select_from(reminders)) == 30
        assert not look_at_due(connection, AT, 99)


def test_many_who_claim_at_once_get_each_another(ledger: Ledger) -> None:
    for number in range(20):
        enrol(ledger, f"learner{number}")
    chosen(ledger)
    got: list[int] = []

    def take() -> None:
        while (found := claim(ledger, "email", threading.current_thread().name, AT)) is not None:
            got.append(found.learner_id)

    taking = [threading.Thread(target=take) for _ in range(4)]
    for each in taking:
        each.start()
    for each in taking:
        each.join()
    while claim(ledger, "email", "the last", AT) is not None:  # what was locked by another then
        got.append(0)
    assert len(got) == 20


def test_a_learner_who_is_written_for_is_passed_over_and_not_waited_for(
    postgres: Postgres, migrated_database: str
) -> None:
    """A file has one writer at a time."""
    ledger = server_ledger(postgres.url(postgres.new_database(migrated_database)))
    ada, _ = enrol(ledger), enrol(ledger, "bob")
    with ledger.engine.begin() as elsewhere:
        lock_learner(elsewhere, ada)
        assert choose_reminders(ledger, AT) == 1
    assert choose_reminders(ledger, AT) == 1
    ledger.close()


def test_the_lease_is_for_a_while(ledger: Ledger) -> None:
    enrol(ledger)
    chosen(ledger)
    claimed(ledger)
    assert claim(ledger, "email", "two", AT + LEASE - SECOND) is None
    again = claimed(ledger, AT + LEASE, "two")
    assert (again.attempts, again.sender) == (2, "two")


def test_who_was_too_slow_does_not_take_the_turn_from_who_has_it(ledger: Ledger) -> None:
    ada = enrol(ledger)
    chosen(ledger)
    slow, quick = claimed(ledger), claimed(ledger, AT + LEASE, "two")
    mark_later(ledger, slow, "too slow", AT + LEASE, at_fault=True)
    assert claim(ledger, "email", "three", AT + LEASE + SECOND) is None
    mark_sent(ledger, quick, AT + LEASE)
    mark_sent(ledger, slow, AT + LEASE)
    assert get_channel(ledger, ada, "to ada").rule.unanswered == 1
    assert states(ledger, ada) == [State.SENT]


def test_what_is_over_stays_so(ledger: Ledger) -> None:
    ada = enrol(ledger)
    chosen(ledger)
    mine = claimed(ledger)
    mark_over(ledger, mine, State.NOT_NEEDED, Why.STUDIED)
    mark_sent(ledger, mine, AT)
    mark_failed(ledger, mine, "no such mailbox")
    assert states(ledger, ada) == [State.NOT_NEEDED]
    channel = get_channel(ledger, ada, "to ada")
    assert (channel.off_because, channel.rule.unanswered) == (None, 0)


def test_who_was_removed_meanwhile_is_no_error(ledger: Ledger) -> None:
    ada, bob = enrol(ledger), enrol(ledger, "bob")
    chosen(ledger)
    mine = [claimed(ledger), claimed(ledger)]
    remove_channel(ledger, ada, "to ada")
    remove_learner(ledger, bob)
    for each in mine:
        assert find_claimed_channel(ledger, each) is None
        mark_sent(ledger, each, AT)
        mark_failed(ledger, each, "gone")
        mark_later(ledger, each, "later", AT, at_fault=True)


def test_what_is_off_is_not_put_in_line(ledger: Ledger) -> None:
    ada = enrol(ledger)
    switch_off(ledger, ada, "to ada", "unsubscribed", AT - SECOND)
    assert choose_reminders(ledger, AT + days(9)) == 0


def test_all_channels_are_told_of_in_portions(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channels_of_all, "TOGETHER", 2)
    learners = [enrol(ledger, name) for name in ("ada", "bob", "eve")]
    hook = NewChannel(Kind.WEBHOOK, "https://example.org", DAILY)
    add_channel(ledger, learners[0], "hook", hook, AT - days(1), confirmed=True)
    chosen(ledger)
    mark_sent(ledger, claimed(ledger), AT)
    record(ledger, learners[0], [answer(1, at=AT + SECOND)], AT + SECOND)
    found = [(each.channel_id, each.rule.unanswered) for each in all_channels(ledger)]
    assert found == [("hook", 0), ("to ada", 0), ("to bob", 0), ("to eve", 0)]
