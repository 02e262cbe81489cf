"""A reminder comes when it should, once, and never nags."""

from datetime import datetime, timedelta

import pytest

from app.core.reminders.decide import Why
from app.core.reminders.kinds import Kind
from app.ledger.reminder_channels import remove_channel, snooze_channel, switch_off
from app.ledger.reminder_history import State
from tests.services.numbered import cards
from tests.services.reminding import DAY, FRIDAY, SIGNER, Reminding, morning

MINUTE = timedelta(minutes=1)


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
    assert to_ada.states() == [(FRIDAY, State.SENT)]


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
