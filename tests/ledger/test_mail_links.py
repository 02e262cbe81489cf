"""What was sent by mail works once, for what it was sent for, and not for long."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.ledger.examine import examine
from app.ledger.learners import Learner, add_learner, get_learner
from app.ledger.ledger import Ledger
from app.ledger.mail_links import LASTS, Purpose, confirm_address, drop_link, find_link, make_link
from app.ledger.passwords import reset_password
from app.ledger.sessions import begin_session, find_session
from app.ledger.tables import mail_links
from app.ledger.tokens import Scope, find_token, make_token
from tests.ledger.making import NOW, days

SECRET = "sent by mail"


@pytest.fixture
def ada(ledger: Ledger) -> Learner:
    return add_learner(ledger, "ada@example.org", NOW)


def send(ledger: Ledger, learner: Learner, purpose: Purpose, secret: str = SECRET) -> bool:
    return make_link(ledger, learner.learner_id, purpose, secret, NOW, 3)


def test_an_address_is_confirmed_once(ledger: Ledger, ada: Learner) -> None:
    send(ledger, ada, Purpose.CONFIRM)
    assert confirm_address(ledger, SECRET, NOW + days(1))
    assert not confirm_address(ledger, SECRET, NOW + days(2))
    assert get_learner(ledger, ada.learner_id).confirmed_at == NOW + days(1)
    assert not examine(ledger)


@pytest.mark.parametrize("purpose", Purpose)
def test_a_link_works_for_a_while(ledger: Ledger, ada: Learner, purpose: Purpose) -> None:
    send(ledger, ada, purpose)
    moment = timedelta(seconds=1)
    with ledger.read() as connection:
        end = NOW + LASTS[purpose]
        assert find_link(connection, purpose, SECRET, end - moment) == ada.learner_id
        assert find_link(connection, purpose, SECRET, end) is None
        assert find_link(connection, purpose, "guessed", NOW) is None


def test_a_link_serves_its_purpose_only(ledger: Ledger, ada: Learner) -> None:
    send(ledger, ada, Purpose.CONFIRM)
    assert not reset_password(ledger, SECRET, "new", NOW)
    assert get_learner(ledger, ada.learner_id).password_hash is None


def test_a_reset_shuts_everybody_out(ledger: Ledger, ada: Learner) -> None:
    bob = add_learner(ledger, "bob", NOW)
    for learner in (ada, bob):
        begin_session(ledger, learner, f"{learner.name}'s cookie", "Firefox", NOW)
        make_token(
            ledger, learner.learner_id, "script", f"{learner.name}'s token", tuple(Scope), NOW
        )
    send(ledger, ada, Purpose.RESET)
    assert reset_password(ledger, SECRET, "new", NOW)
    for learner, stays in ((ada, False), (bob, True)):
        assert bool(find_session(ledger, f"{learner.name}'s cookie", NOW)) is stays
        assert bool(find_token(ledger, f"{learner.name}'s token")) is stays
    changed = get_learner(ledger, ada.learner_id)
    assert (changed.password_hash, changed.confirmed_at) == ("new", NOW)


def test_one_reset_uses_up_the_other_links_for_it(ledger: Ledger, ada: Learner) -> None:
    send(ledger, ada, Purpose.RESET, "first")
    send(ledger, ada, Purpose.RESET, "second")
    assert reset_password(ledger, "second", "new", NOW)
    assert not reset_password(ledger, "first", "newer", NOW)


def test_no_more_than_so_many_a_day(ledger: Ledger, ada: Learner) -> None:
    assert [send(ledger, ada, Purpose.RESET, str(n)) for n in range(5)] == [True] * 3 + [False] * 2
    later = NOW + days(1)
    assert make_link(ledger, ada.learner_id, Purpose.RESET, "the next day", later, 3)


def test_what_could_not_be_sent_does_not_count(ledger: Ledger, ada: Learner) -> None:
    for number in range(5):
        assert send(ledger, ada, Purpose.RESET, str(number))
        drop_link(ledger, ada.learner_id, str(number))


def test_the_ledger_does_not_hold_the_link(ledger: Ledger, ada: Learner) -> None:
    send(ledger, ada, Purpose.RESET)
    with ledger.read() as connection:
        (row,) = connection.execute(select(mail_links))
    assert not reset_password(ledger, row.link_id, "new", NOW)


def test_old_ones_are_cleared_away(ledger: Ledger, ada: Learner) -> None:
    send(ledger, ada, Purpose.CONFIRM)
    make_link(ledger, ada.learner_id, Purpose.CONFIRM, "later", NOW + days(3), 3)
    with ledger.read() as connection:
        assert len(connection.execute(select(mail_links)).all()) == 1
