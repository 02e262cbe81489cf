"""A program's way in: one learner's, once shown, until it expires or is revoked."""

import pytest
from sqlalchemy import select

from app.core.errors import DrillbookError
from app.ledger.learners import Learner, add_learner
from app.ledger.ledger import Ledger
from app.ledger.tables import tokens
from app.ledger.tokens import (
    MOST,
    Scope,
    find_token,
    list_tokens,
    make_token,
    revoke_token,
    use_token,
)
from tests.ledger.making import NOW, days

SECRET = "shown-once-and-copied-at-once"


@pytest.fixture
def ada(ledger: Ledger) -> Learner:
    return add_learner(ledger, "ada", NOW)


@pytest.fixture
def bob(ledger: Ledger) -> Learner:
    return add_learner(ledger, "bob", NOW)


def test_a_token_leads_to_its_learner(ledger: Ledger, ada: Learner, bob: Learner) -> None:
    made = make_token(ledger, ada.learner_id, "my script", SECRET, tuple(Scope), NOW)
    make_token(ledger, bob.learner_id, "his", "another", tuple(Scope), NOW)
    assert find_token(ledger, SECRET) == (ada, made)
    assert find_token(ledger, "guessed") is None


def test_what_the_ledger_holds_is_no_token(ledger: Ledger, ada: Learner) -> None:
    made = make_token(ledger, ada.learner_id, "my script", SECRET, tuple(Scope), NOW)
    with ledger.read() as connection:
        (row,) = connection.execute(select(tokens))
    assert SECRET not in str(row)
    for held in (made.token_id, made.prefix):
        assert find_token(ledger, held) is None


def test_a_token_may_expire(ledger: Ledger, ada: Learner) -> None:
    make_token(ledger, ada.learner_id, "my script", SECRET, tuple(Scope), NOW, NOW + days(30))
    found = find_token(ledger, SECRET)
    assert found
    assert not found[1].has_expired(NOW + days(29))
    assert found[1].has_expired(NOW + days(30))
    assert [each.name for each in list_tokens(ledger, ada.learner_id)] == ["my script"]


def test_a_token_is_for_what_it_was_made_for(ledger: Ledger, ada: Learner) -> None:
    make_token(ledger, ada.learner_id, "my script", SECRET, [Scope.ANSWER, Scope.READ], NOW)
    found = find_token(ledger, SECRET)
    assert found
    assert found[1].scopes == {Scope.READ, Scope.ANSWER}


def test_a_token_for_nothing_is_not_made(ledger: Ledger, ada: Learner) -> None:
    with pytest.raises(DrillbookError, match="choose what it may do"):
        make_token(ledger, ada.learner_id, "my script", SECRET, (), NOW)
    assert not list_tokens(ledger, ada.learner_id)


def test_a_token_is_revoked_by_its_learner_alone(
    ledger: Ledger, ada: Learner, bob: Learner
) -> None:
    made = make_token(ledger, ada.learner_id, "my script", SECRET, tuple(Scope), NOW)
    revoke_token(ledger, bob.learner_id, made.token_id)
    assert find_token(ledger, SECRET)
    revoke_token(ledger, ada.learner_id, made.token_id)
    assert find_token(ledger, SECRET) is None


def test_its_last_use_is_shown(ledger: Ledger, ada: Learner) -> None:
    made = make_token(ledger, ada.learner_id, "my script", SECRET, tuple(Scope), NOW)
    use_token(ledger, ada.learner_id, made.token_id, NOW + days(3))
    (listed,) = list_tokens(ledger, ada.learner_id)
    assert (listed.prefix, listed.used_at) == ("shown-once-a", NOW + days(3))


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\nb"])
def test_a_name_that_cannot_be_shown_is_refused(ledger: Ledger, ada: Learner, name: str) -> None:
    with pytest.raises(DrillbookError, match="printable"):
        make_token(ledger, ada.learner_id, name, SECRET, tuple(Scope), NOW)
    assert not list_tokens(ledger, ada.learner_id)


def test_there_is_an_end_to_them(ledger: Ledger, ada: Learner) -> None:
    for number in range(MOST):
        make_token(ledger, ada.learner_id, "one more", str(number), tuple(Scope), NOW)
    with pytest.raises(DrillbookError, match="revoke one"):
        make_token(ledger, ada.learner_id, "one too many", "last", tuple(Scope), NOW)
