"""Signing in: guesses that come to nothing, sessions that end, nobody listed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest
from argon2 import PasswordHasher

from app.core.errors import DrillbookError
from app.ledger.learners import add_learner, find_learner
from app.ledger.ledger import Ledger, damaged_ledger
from app.ledger.passwords import set_password as put_password_hash
from app.services import account_name, hashing
from app.services.change_password import change_password
from app.services.check_password import WrongPassword
from app.services.hashing import Hashing
from app.services.limit_guesses import MOST_A_PLACE, MOST_AN_ACCOUNT, TooManyTries
from app.services.manage_learners import set_password
from app.services.sessions import (
    SEEN_EVERY,
    begin_session,
    find_session,
    list_sessions,
    see_session,
)
from app.services.sign_in import sign_in
from app.services.tokens import Scope, find_token, make_token, use_token
from app.services.visit import Visit
from tests.ledger.making import NOW, days
from tests.services.accounts import ADA, HERE, PASSWORD, Accounts

MINUTE = timedelta(minutes=1)
NEW = "four large mountains"


def is_in(accounts: Accounts, secret: str) -> bool:
    return find_session(accounts.ledger, secret, NOW) is not None


def guess(accounts: Accounts, name: str = ADA, address: str = HERE, word: str = "wrong") -> str:
    """The words that come back."""
    with pytest.raises(DrillbookError) as told:
        accounts.sign_in(name, word, address=address)
    return str(told.value)


def test_a_session_begins_anew_each_time(member: Accounts) -> None:
    first, second = member.sign_in(), member.sign_in(" ADA@example.ORG ")
    assert first != second
    assert is_in(member, first)
    assert is_in(member, second)


def test_an_operators_learner_needs_no_address(member: Accounts) -> None:
    add_learner(member.ledger, "grace", NOW)
    set_password(member.ledger, "grace", PASSWORD)
    assert is_in(member, member.sign_in("grace"))


def test_an_unknown_account_costs_and_says_the_same(member: Accounts) -> None:
    told: dict[str, tuple[str, int]] = {}
    add_learner(member.ledger, "has no password", NOW)
    for name in (ADA, "eve@example.org", "has no password", "x" * 500, ""):
        member.hasher.computed = 0
        told[name] = guess(member, name), member.hasher.computed
    assert set(told.values()) == {told[ADA]}
    assert told[ADA][1] == 1


@pytest.mark.parametrize("name", [ADA, "eve@example.org"])
def test_after_ten_guesses_the_right_one_is_no_longer_heard(member: Accounts, name: str) -> None:
    for number in range(MOST_AN_ACCOUNT):
        guess(member, name, address=f"192.0.2.{number}")
    member.hasher.computed = 0
    with pytest.raises(TooManyTries, match=r"try again in 60 minutes"):
        member.sign_in(name, address="198.51.100.1")
    assert member.hasher.computed == 0
    member.sign_in(at=NOW + timedelta(hours=1))


def test_guesses_all_at_once_are_no_more(member: Accounts) -> None:
    told: list[type[DrillbookError]] = []
    visits = [member.visit(address=f"192.0.2.{number}") for number in range(40)]
    member.hasher.computed = 0

    def try_it(visit: Visit) -> None:
        try:
            sign_in(member.ledger, member.post, visit, ADA, "wrong", member.hashing)
        except DrillbookError as error:
            told.append(type(error))

    with ThreadPoolExecutor(8) as guessers:
        list(guessers.map(try_it, visits))
    assert member.hasher.computed == MOST_AN_ACCOUNT
    assert (told.count(WrongPassword), told.count(TooManyTries)) == (10, 30)


@pytest.mark.parametrize(
    ("addresses", "one_place"),
    [
        (["192.0.2.1", "::ffff:192.0.2.1"], True),
        (["2001:db8:0:1::1", "2001:db8:0:1:ffff::2"], True),
        (["192.0.2.1:50000", "192.0.2.1:50001"], True),
        (["[2001:db8:0:1::1]:50000", "[2001:db8:0:1::2]:50001"], True),
        (["192.0.2.1", "192.0.2.2"], False),
        (["2001:db8:0:1::1", "2001:db8:0:2::1"], False),
    ],
)
def test_one_place_guesses_twenty_times_whatever_the_names(
    member: Accounts, addresses: list[str], one_place: bool
) -> None:
    for number in range(MOST_A_PLACE):
        guess(member, f"pupil{number}@example.org", addresses[number % 2])
    if one_place:
        with pytest.raises(TooManyTries):
            member.sign_in(address=addresses[0])
    else:
        member.sign_in(address=addresses[0])


def test_a_class_behind_one_address_mistypes_and_gets_in(member: Accounts) -> None:
    pupils = [f"pupil {number}" for number in range(30)]
    for pupil in pupils:
        learner = add_learner(member.ledger, pupil, NOW)
        put_password_hash(member.ledger, learner.learner_id, member.hashing.hash(PASSWORD))
    for pupil in pupils:
        guess(member, pupil)
        guess(member, pupil)
        member.sign_in(pupil)


def test_ones_own_account_does_not_give_more_guesses_at_others(member: Accounts) -> None:
    add_learner(member.ledger, "eve", NOW)
    set_password(member.ledger, "eve", PASSWORD)
    for number in range(MOST_A_PLACE):
        member.sign_in("eve")
        with pytest.raises(WrongPassword):
            member.sign_in(f"pupil {number}", "wrong")
    with pytest.raises(TooManyTries):
        member.sign_in("eve")


def test_an_older_hash_is_made_anew_and_the_session_stays(member: Accounts) -> None:
    learner = find_learner(member.ledger, ADA)
    assert learner
    old = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
    put_password_hash(member.ledger, learner.learner_id, old)
    assert is_in(member, member.sign_in())
    renewed = find_learner(member.ledger, ADA)
    assert renewed
    assert "t=1," in str(renewed.password_hash)
    assert is_in(member, member.sign_in())


def test_signs_that_look_alike_are_one_password(member: Accounts) -> None:
    add_learner(member.ledger, "zoe", NOW)
    set_password(member.ledger, "zoe", "caf\u00e9 au lait")
    assert is_in(member, member.sign_in("zoe", "cafe\u0301 au lait"))


def test_no_text_is_so_long_that_others_wait_for_it(
    member: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To bring many accents into order takes the square of their number, and all stand still."""
    lengths: list[int] = []

    def normalized(form: Literal["NFC", "NFKC"], text: str) -> str:
        lengths.append(len(text))
        return normalize(form, text)

    for module in (account_name, hashing):
        monkeypatch.setattr(module, "normalize", normalized)
    many = "a" + "\u0301\u0316" * 40_000
    assert guess(member, many, word=many) == guess(member)
    assert guess(member, word=many) == guess(member)
    assert lengths
    assert max(lengths) <= 4_000


def by_learner(accounts: Accounts, kept: str) -> None:
    found = find_session(accounts.ledger, kept, NOW)
    assert found
    learner, session = found
    visit = accounts.visit()
    change_password(accounts.ledger, visit, learner, session, PASSWORD, NEW, accounts.hashing)


def by_operator(accounts: Accounts, kept: str) -> None:
    set_password(accounts.ledger, ADA, NEW)


@pytest.mark.parametrize(("change", "kept_goes_on"), [(by_learner, True), (by_operator, False)])
def test_a_changed_password_ends_sessions(
    member: Accounts, change: Callable[[Accounts, str], None], kept_goes_on: bool
) -> None:
    stolen, kept = member.sign_in(), member.sign_in()
    change(member, kept)
    assert not is_in(member, stolen)
    assert is_in(member, kept) is kept_goes_on
    guess(member, word=PASSWORD)
    assert is_in(member, member.sign_in(password=NEW))


def test_of_two_changes_at_once_one_is_told_that_it_came_too_late(member: Accounts) -> None:
    """And the password that it was told of is not the account's."""
    found = find_session(member.ledger, member.sign_in(), NOW)
    assert found
    told: list[str] = []

    def change(number: int) -> None:
        visit, new = member.visit(), f"four large mountains {number}"
        try:
            change_password(member.ledger, visit, *found, PASSWORD, new, member.hashing)
        except DrillbookError as error:
            told.append(str(error))
        else:
            told.append(new)

    with ThreadPoolExecutor(4) as changers:
        list(changers.map(change, range(4)))
    (new,) = [each for each in told if each.startswith("four")]
    assert is_in(member, member.sign_in(password=new))
    assert len(told) == 4


def test_who_does_not_know_the_old_password_changes_nothing(member: Accounts) -> None:
    """Somebody at an open page guesses as often as elsewhere, and then no more."""
    found = find_session(member.ledger, member.sign_in(), NOW)
    assert found
    told: list[type[DrillbookError]] = [WrongPassword] * MOST_AN_ACCOUNT + [TooManyTries]
    for number, kind in enumerate(told):
        visit = member.visit(address=f"192.0.2.{number}")
        with pytest.raises(kind):
            change_password(member.ledger, visit, *found, "wrong", NEW, member.hashing)
    assert find_learner(member.ledger, ADA) == found[0]


def test_a_look_at_a_page_writes_once_an_hour_at_most(member: Accounts) -> None:
    secret = member.sign_in()

    def last_seen(at: timedelta) -> timedelta:
        found = find_session(member.ledger, secret, NOW + at)
        assert found
        see_session(member.ledger, *found, NOW + at)
        (listed,) = list_sessions(member.ledger, found[0], NOW + at)
        return listed.seen_at - NOW

    assert last_seen(MINUTE) == timedelta(0)
    assert last_seen(SEEN_EVERY) == SEEN_EVERY
    assert last_seen(SEEN_EVERY + MINUTE) == SEEN_EVERY
    assert last_seen(days(20)) == days(20)
    assert last_seen(days(40)) == days(40)


def test_who_is_signed_in_can_read_a_ledger_that_cannot_be_written(
    file: Ledger, ledger_file: Path
) -> None:
    ada = add_learner(file, "ada", NOW)
    begin_session(file, ada, "secret", "Firefox", NOW)
    make_token(file, ada, "my script", "token", tuple(Scope), NOW)
    damaged = damaged_ledger(ledger_file, "it is a trial")
    by_session = find_session(damaged, "secret", NOW + days(1))
    by_token = find_token(damaged, "token", NOW)
    assert by_session
    assert by_token
    see_session(damaged, *by_session, NOW + days(1))
    use_token(damaged, *by_token, NOW)
    assert by_session[0] == by_token[0] == ada
    damaged.close()


def test_real_hashes_cost_what_they_should() -> None:
    made = Hashing().hash(PASSWORD)
    assert "$argon2id$v=19$m=65536,t=2,p=1$" in made
    assert Hashing().fits(made, PASSWORD)
    assert not Hashing().fits(made, PASSWORD + " ")
    assert not Hashing().is_outdated(made)
    assert not Hashing().fits("$argon2id$ not a hash", PASSWORD)
