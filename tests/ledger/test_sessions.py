"""Who is signed in: found by a secret that the ledger does not hold, and gone when ended."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.errors import DrillbookError
from app.ledger.learners import Learner, add_learner, get_learner, remove_learner
from app.ledger.ledger import Ledger
from app.ledger.passwords import change_password, rehash_password, set_password
from app.ledger.sessions import (
    IDLE,
    LONGEST,
    begin_session,
    end_session,
    find_session,
    list_sessions,
    see_session,
)
from app.ledger.tables import sessions
from tests.ledger.making import NOW, days

SECRET = "kept by the browser alone"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ada(ledger: Ledger) -> Learner:
    return add_learner(ledger, "ada", NOW, password_hash="old")


@pytest.fixture
def bob(ledger: Ledger) -> Learner:
    return add_learner(ledger, "bob", NOW)


def test_a_session_leads_to_its_learner(ledger: Ledger, ada: Learner, bob: Learner) -> None:
    begun = begin_session(ledger, ada, SECRET, "Firefox", NOW)
    begin_session(ledger, bob, "another", "Safari", NOW)
    assert find_session(ledger, SECRET, NOW) == (ada, begun)
    assert find_session(ledger, "guessed", NOW) is None
    assert find_session(ledger, "\udcff\0", NOW) is None


def test_the_ledger_does_not_hold_the_secret(ledger: Ledger, ada: Learner) -> None:
    begin_session(ledger, ada, SECRET, "Firefox", NOW)
    with ledger.read() as connection:
        (row,) = connection.execute(select(sessions))
    assert SECRET not in str(row)
    assert find_session(ledger, row.session_id, NOW) is None


def test_a_session_ends_when_it_is_not_used(ledger: Ledger, ada: Learner) -> None:
    begin_session(ledger, ada, SECRET, "Firefox", NOW)
    assert find_session(ledger, SECRET, NOW + IDLE - MINUTE)
    assert find_session(ledger, SECRET, NOW + IDLE) is None


def test_a_session_ends_some_day_however_much_it_is_used(ledger: Ledger, ada: Learner) -> None:
    begun = begin_session(ledger, ada, SECRET, "Firefox", NOW)
    last = NOW + LONGEST - MINUTE
    see_session(ledger, ada.learner_id, begun.session_id, last)
    assert find_session(ledger, SECRET, last)
    assert find_session(ledger, SECRET, NOW + LONGEST) is None


def test_what_has_expired_is_cleared_away(ledger: Ledger, ada: Learner) -> None:
    begin_session(ledger, ada, SECRET, "Firefox", NOW)
    begin_session(ledger, ada, "later", "Firefox", NOW + IDLE)
    with ledger.read() as connection:
        assert len(connection.execute(select(sessions)).all()) == 1


def test_one_is_ended_and_only_by_its_learner(ledger: Ledger, ada: Learner, bob: Learner) -> None:
    begun = begin_session(ledger, ada, SECRET, "Firefox", NOW)
    end_session(ledger, bob.learner_id, begun.session_id)
    assert find_session(ledger, SECRET, NOW)
    end_session(ledger, ada.learner_id, begun.session_id)
    assert find_session(ledger, SECRET, NOW) is None


def test_they_are_listed_the_latest_first(ledger: Ledger, ada: Learner, bob: Learner) -> None:
    first = begin_session(ledger, ada, SECRET, "Firefox", NOW)
    begin_session(ledger, ada, "second", "x" * 1_000, NOW + MINUTE)
    begin_session(ledger, bob, "another", "Safari", NOW)
    see_session(ledger, ada.learner_id, first.session_id, NOW + days(1))
    found = list_sessions(ledger, ada.learner_id, NOW + days(1))
    assert [each.device for each in found] == ["Firefox", "x" * 200]
    assert found[0].seen_at == NOW + days(1)


def test_a_new_password_ends_all_but_the_one_that_is_kept(ledger: Ledger, ada: Learner) -> None:
    kept = begin_session(ledger, ada, SECRET, "here", NOW)
    begin_session(ledger, ada, "elsewhere", "there", NOW)
    assert change_password(ledger, ada, "new", keep_session=kept.session_id)
    assert not change_password(ledger, ada, "late", keep_session=kept.session_id)
    assert find_session(ledger, SECRET, NOW)
    assert find_session(ledger, "elsewhere", NOW) is None


def test_no_session_begins_with_a_password_that_was_just_replaced(
    ledger: Ledger, ada: Learner
) -> None:
    set_password(ledger, ada.learner_id, "new")
    with pytest.raises(DrillbookError, match="sign in again"):
        begin_session(ledger, ada, SECRET, "Firefox", NOW)


def test_a_better_hash_of_the_same_password_ends_nothing(ledger: Ledger, ada: Learner) -> None:
    begin_session(ledger, ada, SECRET, "Firefox", NOW)
    assert rehash_password(ledger, ada, "better").password_hash == "better"
    assert find_session(ledger, SECRET, NOW)
    rehash_password(ledger, ada, "from what is old by now")
    assert get_learner(ledger, ada.learner_id).password_hash == "better"


def test_who_is_gone_is_signed_in_nowhere(ledger: Ledger, ada: Learner) -> None:
    begin_session(ledger, ada, SECRET, "Firefox", NOW)
    remove_learner(ledger, ada.learner_id)
    assert find_session(ledger, SECRET, NOW) is None
