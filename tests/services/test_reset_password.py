"""A forgotten password: by mail, once, within an hour, and everybody else is out."""

from datetime import timedelta

import pytest

from app.core.errors import DrillbookError
from app.ledger.learners import add_learner, find_learner
from app.notify.mail_problems import MailProblem
from app.services.confirm_address import LinkOver
from app.services.limit_guesses import MOST_AN_ACCOUNT
from app.services.reset_password import account_of_link, ask_for_reset, reset_password
from app.services.sessions import find_session
from app.services.tokens import Scope, find_token, make_token
from tests.ledger.making import NOW
from tests.services.accounts import ADA, PASSWORD, SITE, Accounts, post_by

NEW = "four large mountains"
HOUR = timedelta(hours=1)


def ask(accounts: Accounts, name: str = ADA) -> None:
    assert accounts.post
    ask_for_reset(accounts.ledger, accounts.post, accounts.visit(), name)


def reset(
    accounts: Accounts, secret: str, password: str = NEW, after: timedelta = timedelta(0)
) -> None:
    visit = accounts.visit(NOW + after)
    reset_password(accounts.ledger, visit, secret, password, accounts.hashing)


def test_the_link_gives_a_new_password_once(member: Accounts) -> None:
    ask(member, " ADA@example.org")
    assert member.postbox.links()[-1].startswith(f"{SITE}/reset/")
    secret = member.last_secret()
    assert account_of_link(member.ledger, secret, NOW) == ADA
    reset(member, secret)
    with pytest.raises(LinkOver):
        reset(member, secret, "a third password")
    member.sign_in(password=NEW)
    with pytest.raises(DrillbookError):
        member.sign_in(password=PASSWORD)


def test_it_ends_whatever_somebody_else_may_have(member: Accounts) -> None:
    stolen = member.sign_in()
    learner = find_learner(member.ledger, ADA)
    assert learner
    make_token(member.ledger, learner, "a thief's", "token", tuple(Scope), NOW)
    ask(member)
    reset(member, member.last_secret())
    assert find_session(member.ledger, stolen, NOW) is None
    assert find_token(member.ledger, "token", NOW) is None


def test_after_an_hour_the_link_is_over(member: Accounts) -> None:
    ask(member)
    with pytest.raises(LinkOver, match="ask for a new one"):
        reset(member, member.last_secret(), after=HOUR)
    reset(member, member.last_secret(), after=HOUR - timedelta(seconds=1))


def test_a_password_that_will_not_do_leaves_the_link_as_it_was(member: Accounts) -> None:
    ask(member)
    for password in ("short", "password1", ADA):
        with pytest.raises(DrillbookError):
            reset(member, member.last_secret(), password)
    reset(member, member.last_secret())


def test_who_was_locked_out_by_anothers_guesses_gets_in(member: Accounts) -> None:
    for _ in range(MOST_AN_ACCOUNT):
        with pytest.raises(DrillbookError):
            member.sign_in(password="wrong")
    ask(member)
    reset(member, member.last_secret())
    member.sign_in(password=NEW)


def test_an_unconfirmed_address_is_confirmed_by_it(accounts: Accounts) -> None:
    """Who has the mailbox has the account, whoever signed up with it first."""
    accounts.sign_up(password="of some stranger")
    accounts.sign_up(password="of the owner, who comes later")
    reset(accounts, accounts.last_secret())
    accounts.sign_in(password=NEW)


@pytest.mark.parametrize("name", ["eve@example.org", "grace", "", "a\r\nb", "x" * 2_000])
def test_where_nobody_can_be_written_to_the_answer_is_the_same(member: Accounts, name: str) -> None:
    add_learner(member.ledger, "grace", NOW)
    before, visits = len(member.postbox.letters), member.postbox.visits
    ask(member, name)
    assert (len(member.postbox.letters), member.postbox.visits) == (before, visits + 1)


@pytest.mark.parametrize("name", [ADA, "eve@example.org"])
def test_a_mail_server_that_is_away_shows_nobody_either(
    member: Accounts, closed_port: int, name: str
) -> None:
    member.post = post_by(f"smtp://127.0.0.1:{closed_port}")
    with pytest.raises(MailProblem):
        ask(member, name)


def test_a_mailbox_is_not_filled(member: Accounts) -> None:
    before = len(member.postbox.letters)
    for _ in range(15):
        ask(member)
    assert len(member.postbox.letters) - before == 9  # and the one that confirmed makes ten
