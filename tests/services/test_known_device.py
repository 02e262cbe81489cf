"""Who guesses on purpose keeps an account's owner out only where the owner never was."""

from dataclasses import replace

import pytest

from app.services.check_password import WrongPassword
from app.services.known_device import KnownDevice, find_device, remember_device
from app.services.limit_guesses import MOST_A_PLACE, MOST_AN_ACCOUNT, TooManyTries
from app.services.reset_password import ask_for_reset, reset_password
from app.services.sign_in import sign_in
from app.services.signing import Signer
from tests.services.accounts import ADA, PASSWORD, Accounts

SIGNER = Signer(lambda: (b"k" * 32,))
HERS = find_device(SIGNER, remember_device(SIGNER, ADA, "hers"))


def enter(accounts: Accounts, known: KnownDevice | None, word: str = PASSWORD) -> None:
    visit = replace(accounts.visit(), known=known)
    sign_in(accounts.ledger, accounts.post, visit, ADA, word, accounts.hashing)


def fail(accounts: Accounts, known: KnownDevice | None, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassword):
            enter(accounts, known, "wrong")


def test_what_the_browser_keeps_names_nobody(member: Accounts) -> None:
    assert HERS
    assert HERS.is_of(ADA)
    assert not HERS.is_of("eve@example.org")
    assert "ada" not in str(HERS)


def test_a_stranger_locks_the_account_and_not_its_owners_browser(member: Accounts) -> None:
    fail(member, None, MOST_AN_ACCOUNT)
    with pytest.raises(TooManyTries):
        enter(member, None)
    enter(member, HERS)
    with pytest.raises(TooManyTries):
        enter(member, None)


def test_a_place_that_is_shut_is_open_to_who_is_known_there(member: Accounts) -> None:
    for number in range(MOST_A_PLACE):
        with pytest.raises(WrongPassword):
            member.sign_in(f"pupil {number}", "wrong")
    with pytest.raises(TooManyTries):
        enter(member, None)
    enter(member, HERS)


def test_the_known_browser_has_no_more_guesses_than_others(member: Accounts) -> None:
    fail(member, HERS, MOST_AN_ACCOUNT)
    with pytest.raises(TooManyTries):
        enter(member, HERS)
    fail(member, None, MOST_AN_ACCOUNT)


def test_it_counts_for_its_own_account_only(member: Accounts) -> None:
    eves = find_device(SIGNER, remember_device(SIGNER, "eve@example.org", "eves"))
    fail(member, eves, MOST_AN_ACCOUNT)
    with pytest.raises(TooManyTries):
        enter(member, eves)


def test_mistypings_there_give_no_guesses_at_others(member: Accounts) -> None:
    for number in range(MOST_A_PLACE):
        with pytest.raises(WrongPassword):
            member.sign_in(f"pupil {number}", "wrong")
    fail(member, HERS, 5)
    enter(member, HERS)
    with pytest.raises(TooManyTries):
        member.sign_in("another pupil", "wrong")


def test_a_new_password_opens_it_there_too(member: Accounts) -> None:
    assert member.post
    fail(member, HERS, MOST_AN_ACCOUNT)
    visit = replace(member.visit(), known=HERS)
    ask_for_reset(member.ledger, member.post, visit, ADA)
    new = "four large mountains"
    reset_password(member.ledger, visit, member.last_secret(), new, member.hashing)
    enter(member, HERS, new)


@pytest.mark.parametrize("signed", ["", "made up", SIGNER.sign("another purpose", "hers", "x")])
def test_nobody_makes_one_up(signed: str) -> None:
    assert find_device(SIGNER, signed) is None
