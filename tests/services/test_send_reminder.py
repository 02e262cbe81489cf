"""A reminder comes when it should, once, and never nags."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.core.reminders.decide import Why
from app.core.reminders.kinds import Kind
from app.ledger.ledger import Ledger
from app.ledger.reminder_channels import remove_channel, snooze_channel, switch_off
from app.ledger.reminder_history import State
from app.ledger.reminder_turns import LEASE
from app.notify.channel import Later, Never, OperatorFault, Sent
from app.services.compose_reminder import reminder_id
from app.services.set_up_reminders import send_test
from tests.services.numbered import cards, numbered_library
from tests.services.reminding import DAY, FRIDAY, SIGNER, Reminding, morning
from tests.web.learning import learning

MINUTE = timedelta(minutes=1)


@pytest.fixture
def to_ada(ledger: Ledger, tmp_path: Path) -> Reminding:
    """Four cards are due from Thursday on."""
    ada = learning(ledger, numbered_library(tmp_path))
    ada.follow("keras")
    ada.answers(cards(0, 4), ago=2)
    to_ada = Reminding(ada)
    to_ada.add()
    return to_ada


def states(to_ada: Reminding, id_: str = "c1") -> list[tuple[date, State]]:
    return [(each.for_on, each.state) for each in reversed(to_ada.history(id_))]


def test_it_says_what_is_due_and_asks_the_first_question(to_ada: Reminding) -> None:
    (came,) = to_ada.look(morning(0))
    assert came.state is State.SENT
    ((target, reminder),) = to_ada.email.taken
    assert (target.kind, target.where_to) == (Kind.EMAIL, "ada@example.org")
    assert (reminder.on_date, reminder.count, reminder.minutes) == (FRIDAY, 4, 1)
    assert (reminder.courses, reminder.good_until) == (("Keras",), morning(1, 0, 0))
    assert reminder.question.startswith("The word number ")


def test_its_links_are_signed_each_for_one_thing(to_ada: Reminding) -> None:
    to_ada.ada.settings(zone="Asia/Tokyo")
    to_ada.look(morning(0))
    ((_, reminder),) = to_ada.email.taken
    ada, signed = to_ada.ada.learner.learner_id, {}
    for link in (reminder.card_url, reminder.snooze_url, reminder.unsubscribe_url):
        here, purpose, words = link.rsplit("/", 2)
        assert here == "https://drill.example.org/r"
        signed[purpose] = SIGNER.read(f"reminder {purpose}", words)
    until = morning(1, 15, 0).isoformat()  # the next day ends at midnight in Tokyo
    card = f"keras.k{int(reminder.question.split()[3]):03}.1"
    assert signed == {
        "card": (ada, card, until),
        "snooze": (ada, "c1"),
        "unsubscribe": (ada, "c1"),
    }


def test_it_comes_at_its_time_and_once(to_ada: Reminding) -> None:
    assert not to_ada.look(morning(0, 7, 29))
    for minute in range(30, 60):
        to_ada.look(morning(0, 7, minute))
    assert to_ada.sent_for() == [FRIDAY]
    assert states(to_ada) == [(FRIDAY, State.SENT)]


def test_nothing_due_no_message(to_ada: Reminding) -> None:
    to_ada.ada.settings(rollover_hour=0)
    to_ada.ada.answers(cards(0, 4), ago=0.99)
    (came,) = to_ada.look(morning(0))
    assert (came.state, came.told) == (State.NOT_NEEDED, Why.NOTHING_DUE)
    assert not to_ada.email.taken


def test_new_cards_alone_are_no_reason(to_ada: Reminding) -> None:
    to_ada.ada.follow("keras")
    to_ada.ada.answers(cards(0, 4), ago=1)
    assert to_ada.ada.today().work.new
    (came,) = to_ada.look(morning(0))
    assert came.told == Why.NOTHING_DUE


def test_who_has_studied_that_day_is_left_alone(to_ada: Reminding) -> None:
    to_ada.ada.answers(cards(0, 1), ago=0.3)
    (came,) = to_ada.look(morning(0))
    assert (came.state, came.told) == (State.NOT_NEEDED, Why.STUDIED)


def test_what_was_put_in_line_is_looked_at_again_when_its_turn_comes(to_ada: Reminding) -> None:
    to_ada.choose(morning(0))
    to_ada.ada.answers(cards(0, 1), ago=0.187)
    (came,) = to_ada.send(morning(0, 7, 40))
    assert came.told == Why.STUDIED


@pytest.mark.parametrize("change", ["off", "snoozed", "removed"])
def test_whoever_ends_it_meanwhile_hears_no_more(to_ada: Reminding, change: str) -> None:
    to_ada.choose(morning(0))
    mine = to_ada.ada.ledger, to_ada.ada.learner.learner_id, "c1"
    if change == "off":
        switch_off(*mine, "unsubscribed", morning(0))
    elif change == "snoozed":
        snooze_channel(*mine, FRIDAY + DAY, morning(0))
    else:
        remove_channel(*mine)
    to_ada.send(morning(0))
    assert not to_ada.email.taken


def test_ignored_it_comes_more_rarely_and_then_stops(to_ada: Reminding) -> None:
    for day in range(200):
        to_ada.look(morning(day))
    assert [(on - FRIDAY).days for on in to_ada.sent_for()] == [0, 2, 4, 9, 19, 39, 69]
    assert to_ada.channel().next_at is None
    assert to_ada.choose(morning(500)) == 0


def test_who_comes_back_after_silence_is_reminded_again(to_ada: Reminding) -> None:
    for day in range(101):
        to_ada.look(morning(day))
    before = len(to_ada.sent_for())
    to_ada.ada.answers(cards(5, 9), ago=-100)
    for day in range(101, 104):
        to_ada.look(morning(day))
    assert [(on - FRIDAY).days for on in to_ada.sent_for()[before:]] == [101, 103]


def test_who_studies_each_day_is_reminded_each_day(to_ada: Reminding) -> None:
    to_ada.ada.answers(cards(10, 30), ago=2.1)
    for day in range(5):
        to_ada.look(morning(day))
        to_ada.ada.answers(cards(10 + day, 11 + day), ago=-day)
    assert len(to_ada.sent_for()) == 5
    assert to_ada.channel().rule.unanswered == 1


def test_an_outage_of_days_makes_no_burst(to_ada: Reminding) -> None:
    to_ada.look(morning(0))
    to_ada.ada.answers(cards(0, 1), ago=0)
    to_ada.look(morning(4, 11))
    assert to_ada.sent_for() == [FRIDAY, FRIDAY + 4 * DAY]


def test_an_outage_that_ends_before_the_time_waits_for_it(to_ada: Reminding) -> None:
    assert not to_ada.look(morning(3, 6))
    assert to_ada.channel().next_at == morning(3)
    to_ada.look(morning(3))
    assert to_ada.sent_for() == [FRIDAY + 3 * DAY]


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
    assert states(to_ada)[:2] == [
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
    assert states(to_ada, "c2") == [(FRIDAY, State.SENT)]
    assert states(to_ada) == [(FRIDAY, State.WAITING)]


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


def test_another_zone_moves_it_and_gives_no_day_twice(to_ada: Reminding) -> None:
    to_ada.look(morning(0))
    to_ada.ada.answers(cards(0, 1), ago=0)
    to_ada.ada.settings(zone="Pacific/Honolulu")
    for hour in range(72):
        to_ada.look(morning(0, 12) + timedelta(hours=hour))
    assert to_ada.sent_for() == [FRIDAY, FRIDAY + DAY]
    assert to_ada.channel().rule.last_on == FRIDAY + DAY


def test_what_is_old_is_forgotten(to_ada: Reminding) -> None:
    to_ada.look(morning(0))
    to_ada.ada.answers(cards(0, 1), ago=-99)
    for day in (100, 101):
        to_ada.look(morning(day))
    assert FRIDAY not in [each.for_on for each in to_ada.history()]


@pytest.mark.parametrize("wrong", [morning(27_000), morning(-20_000), morning(-1)])
def test_a_clock_that_was_wrong_makes_no_burst_and_no_silence(
    to_ada: Reminding, wrong: datetime
) -> None:
    """In 2100, in 1971, the day before; and then it is right again."""
    to_ada.look(wrong)
    before = len(to_ada.email.taken)
    for minute in range(0, 60, 10):
        to_ada.look(morning(2, 8, minute))
    to_ada.ada.answers(cards(0, 1), ago=-2)
    to_ada.look(morning(3))
    assert to_ada.sent_for()[before:] == [FRIDAY + 2 * DAY, FRIDAY + 3 * DAY]


def test_a_zone_that_this_machine_does_not_know_keeps_nobody_waiting(
    to_ada: Reminding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.choose_reminders.is_zone", lambda name: False)
    assert to_ada.choose(morning(0)) == 1
