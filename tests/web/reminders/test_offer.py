"""Reminders are offered on the third study day; either answer ends that for ever."""

from datetime import timedelta

import pytest

from app.core.reminders.kinds import Kind
from app.ledger.append import record
from app.ledger.courses import follow_course
from app.ledger.reminder_channels import ReminderChannel, list_channels, remove_channel
from app.web.parts import NAME, Parts
from tests.ledger.making import answer
from tests.mail_server import Postbox
from tests.web.conftest import AppMaker
from tests.web.reminders.reminded import CARD
from tests.web.visitors import ADA, NOW, SERVICE, Browser, Clock, member

ASKED = "Shall we write at 07:30, only when something is due?"
DAY = timedelta(days=1)
TODAY = NOW + 9 * DAY


def parts_of(visitor: Browser) -> Parts:
    parts: Parts = visitor.app.extensions[NAME]
    return parts


@pytest.fixture
def clock() -> Clock:
    """Whoever is a member came nine days ago."""
    return Clock(TODAY)


def learned(visitor: Browser, *days_ago: int) -> int:
    learner_id, ledger = member(visitor.app).learner_id, parts_of(visitor).ledger
    follow_course(ledger, learner_id, "rivers", NOW)
    given = [answer(n, card=CARD, at=TODAY - ago * DAY) for n, ago in enumerate(days_ago, 1)]
    record(ledger, learner_id, given, TODAY)
    assert visitor.sign_in().status_code == 303
    return learner_id


def channels(visitor: Browser, learner_id: int) -> list[ReminderChannel]:
    return list_channels(parts_of(visitor).ledger, learner_id)


def is_offered(visitor: Browser) -> bool:
    return ASKED in visitor.get("/").text


@pytest.mark.parametrize(
    ("days_ago", "offered"),
    [
        ((), False),
        ((1,), False),
        ((1, 0), False),
        ((4, 1), True),
        ((4, 1, 0), True),
        ((4, 2, 1), False),
        ((4, 4, 4), False),
    ],
)
def test_it_is_offered_on_the_third_day_only(
    visitor: Browser, days_ago: tuple[int, ...], offered: bool
) -> None:
    learned(visitor, *days_ago)
    assert is_offered(visitor) is offered


def test_yes_writes_to_the_address_that_was_confirmed(visitor: Browser, postbox: Postbox) -> None:
    learner_id = learned(visitor, 4, 1)
    assert f"To {ADA}." in visitor.get("/").text
    reply = visitor.post("/reminders/offer", {"answer": "yes"})
    assert f"We write to {ADA} at 07:30" in visitor.get(reply.location).text
    (channel,) = channels(visitor, learner_id)
    assert (channel.kind, channel.where_to) == (Kind.EMAIL, ADA)
    assert channel.confirmed_at
    assert not postbox.letters
    assert not is_offered(visitor)


def test_a_second_press_adds_no_second_one(visitor: Browser) -> None:
    learner_id = learned(visitor, 4, 1)
    for _ in range(2):
        assert visitor.post("/reminders/offer", {"answer": "yes"}).status_code == 303
    assert len(channels(visitor, learner_id)) == 1


def test_no_ends_it_for_ever(visitor: Browser) -> None:
    learner_id = learned(visitor, 4, 1)
    visitor.post("/reminders/offer", {"answer": "no"})
    assert not is_offered(visitor)
    assert channels(visitor, learner_id) == []


def test_so_does_yes_also_when_they_were_removed_since(visitor: Browser) -> None:
    learner_id = learned(visitor, 4, 1)
    visitor.post("/reminders/offer", {"answer": "yes"})
    (channel,) = channels(visitor, learner_id)
    remove_channel(parts_of(visitor).ledger, learner_id, channel.channel_id)
    assert not is_offered(visitor)


def test_who_has_reminders_is_not_asked(visitor: Browser) -> None:
    learned(visitor, 4, 1)
    where = {"add": "webhook", "where": "https://1.1.1.1/hook", "day": "1", "at": "07:30"}
    assert visitor.post("/settings/reminders", where).status_code == 200
    assert not is_offered(visitor)


def test_without_mail_it_leads_to_where_one_chooses(make_app: AppMaker, clock: Clock) -> None:
    visitor = Browser(make_app(clock=clock, **SERVICE))
    learner_id = learned(visitor, 4, 1)
    assert "You say where on the next page." in visitor.get("/").text
    reply = visitor.post("/reminders/offer", {"answer": "yes"})
    assert reply.location == "/settings/reminders"
    assert channels(visitor, learner_id) == []
    assert not is_offered(visitor)


def test_there_is_no_third_answer(visitor: Browser) -> None:
    learned(visitor, 4, 1)
    assert visitor.post("/reminders/offer", {"answer": "perhaps"}).status_code == 400
    assert is_offered(visitor)
