"""A reminder that does not arrive is tried again in its day, or switched off and told."""

from datetime import timedelta

import pytest

from app.core.reminders.kinds import Kind
from app.ledger.reminder_history import State
from app.ledger.reminder_turns import LEASE
from app.notify.channel import Later, Never, OperatorFault, Sent
from app.services.compose_reminder import reminder_id
from app.services.set_up_reminders import send_test
from tests.services.reminding import DAY, FRIDAY, Reminding, morning

MINUTE = timedelta(minutes=1)


def test_it_is_tried_again_later_and_later_with_the_same_id(to_ada: Reminding) -> None:
    to_ada.email.outcome = Later("the server is busy")
    (came,) = to_ada.look(morning(0))
    assert (came.state, came.told) == (State.WAITING, "the server is busy")
    assert not to_ada.look(morning(0) + 0.9 * MINUTE)
    assert to_ada.look(morning(0) + MINUTE)
    assert not to_ada.look(morning(0) + 2.9 * MINUTE)
    to_ada.email.outcome = Sent()
    assert to_ada.look(morning(0) + 3 * MINUTE)
    ada = to_ada.ada.learner.learner_id
    assert {each.id for _, each in to_ada.email.taken} == {reminder_id(ada, "c1", FRIDAY)}
    (delivery,) = to_ada.history()
    assert (delivery.state, delivery.attempts, delivery.told) == (State.SENT, 3, None)


def test_a_server_that_asks_for_time_gets_it(to_ada: Reminding) -> None:
    to_ada.email.outcome = Later("too many", after_s=7_200)
    to_ada.look(morning(0))
    assert not to_ada.look(morning(0) + 119 * MINUTE)
    assert to_ada.look(morning(0) + 120 * MINUTE)


def test_it_is_given_up_when_its_day_is_over(to_ada: Reminding) -> None:
    """And the next day's is another one: after a dead day there is one message, and no burst."""
    to_ada.email.outcome = Later("nobody is there")
    for minute in range(0, 48 * 60, 10):
        to_ada.look(morning(0) + minute * MINUTE)
    attempts = len(to_ada.email.taken)
    to_ada.email.outcome = Sent()
    to_ada.look(morning(2))
    assert to_ada.states()[:2] == [
        (FRIDAY, State.GIVEN_UP),
        (FRIDAY + DAY, State.GIVEN_UP),
    ]
    assert len(to_ada.email.taken) == attempts + 1
    assert attempts < 60
    assert to_ada.history()[0].state is State.SENT


def test_what_was_claimed_too_late_is_not_sent(to_ada: Reminding) -> None:
    to_ada.choose(morning(0))
    (came,) = to_ada.send(morning(1, 0, 0))
    assert came.state is State.GIVEN_UP
    assert not to_ada.email.taken


def test_where_nothing_will_ever_arrive_is_switched_off_and_says_why(to_ada: Reminding) -> None:
    to_ada.email.outcome = Never("there is no such mailbox")
    (came,) = to_ada.look(morning(0))
    assert came.state is State.FAILED
    assert to_ada.channel().off_because == "there is no such mailbox"
    assert not to_ada.look(morning(1))
    assert to_ada.history()[0].told == "there is no such mailbox"


def test_of_what_is_gone_no_address_is_kept(to_ada: Reminding) -> None:
    to_ada.email.outcome = Never("the browser is gone", is_gone=True)
    to_ada.look(morning(0))
    gone = to_ada.channel()
    assert (gone.is_gone, gone.keys, gone.off_because) == (True, {}, "the browser is gone")
    assert "ada@example.org" not in gone.where_to
    to_ada.add(Kind.EMAIL, "c2")
    assert to_ada.channel("c2").next_at
    assert to_ada.channel() == gone


def test_a_test_finds_out_that_it_is_gone_too(to_ada: Reminding) -> None:
    to_ada.email.outcome = Never("the browser is gone", is_gone=True)
    ada, library = to_ada.ada, to_ada.ada.library.now()
    with_ = ada.ledger, library, to_ada.outgoing, ada.learner, to_ada.channel()
    assert send_test(*with_, morning(0)) == to_ada.email.outcome
    assert to_ada.channel().is_gone


def test_a_fault_of_the_operator_costs_the_learner_nothing(to_ada: Reminding) -> None:
    to_ada.email.outcome = OperatorFault("535 wrong password")
    (came,) = to_ada.look(morning(0))
    assert (came.state, came.operator) == (State.WAITING, "535 wrong password")
    assert to_ada.channel().faults == 0
    assert "535" not in str(to_ada.history())
    to_ada.email.outcome = Sent()
    (came,) = to_ada.look(morning(0) + MINUTE)
    assert came.state is State.SENT


def test_a_kind_that_is_not_set_up_is_the_operators_fault(to_ada: Reminding) -> None:
    to_ada.add(Kind.PUSH, "c2")
    came = [each for each in to_ada.look(morning(0)) if each.operator]
    assert [each.operator for each in came] == ["reminders by push are not set up"]


def test_each_channel_has_its_own(to_ada: Reminding) -> None:
    to_ada.add(Kind.WEBHOOK, "c2")
    to_ada.email.outcome = Later("nobody is there")
    to_ada.look(morning(0))
    assert to_ada.states("c2") == [(FRIDAY, State.SENT)]
    assert to_ada.states() == [(FRIDAY, State.WAITING)]


def test_what_failed_waits_apart_from_what_is_new(to_ada: Reminding) -> None:
    """So many that fail slowly keep none of those waiting that never failed."""
    to_ada.email.outcome = Later("slow")
    to_ada.look(morning(0))
    to_ada.choose(morning(1))
    assert not to_ada.send(morning(1), lanes=("email",))
    to_ada.email.outcome = Sent()
    assert to_ada.send(morning(1), lanes=("email again",))
    to_ada.choose(morning(3))
    assert to_ada.send(morning(3), lanes=("email",))


def test_whoever_dies_with_it_loses_it_when_the_lease_is_over(to_ada: Reminding) -> None:
    def die() -> None:
        raise KeyboardInterrupt

    to_ada.email.meanwhile = die
    with pytest.raises(KeyboardInterrupt):
        to_ada.look(morning(0))
    to_ada.email.meanwhile = lambda: None
    assert not to_ada.look(morning(0) + LEASE - MINUTE / 60)
    (came,) = to_ada.look(morning(0) + LEASE)
    assert came.state is State.SENT
    first, second = (reminder for _, reminder in to_ada.email.taken)
    assert first == second
