"""Making an account, and that nobody learns who has one."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.core.errors import DrillbookError
from app.ledger.learners import add_learner, find_learner, list_learners
from app.ledger.mail_to_strangers import claim_mail
from app.notify.address import NoAddress
from app.notify.mail_problems import MailProblem, RefusedAddress
from app.services import limit_guesses
from app.services.confirm_address import LinkOver
from app.services.limit_guesses import TooManyTries
from app.services.sign_in import Unconfirmed
from tests.ledger.making import NOW, days
from tests.services.accounts import ADA, PASSWORD, SITE, Accounts, post_by


def test_the_mail_leads_to_an_account(accounts: Accounts) -> None:
    accounts.sign_up(" Ada@Example.org ")
    (letter,) = accounts.postbox.letters
    assert letter["To"] == ADA
    assert accounts.postbox.links()[0].startswith(f"{SITE}/confirm/")
    with pytest.raises(Unconfirmed, match="open the link"):
        accounts.sign_in()
    accounts.confirm()
    accounts.sign_in()
    learner = find_learner(accounts.ledger, ADA)
    assert learner
    assert learner.confirmed_at == NOW


def test_a_link_confirms_once_and_for_three_days(accounts: Accounts) -> None:
    accounts.sign_up()
    with pytest.raises(LinkOver, match="too old"):
        accounts.confirm(NOW + days(3))
    accounts.confirm(NOW + days(2))
    with pytest.raises(LinkOver, match="used already"):
        accounts.confirm(NOW + days(2))


def test_who_signs_up_again_is_told_by_mail_and_changes_nothing(member: Accounts) -> None:
    before, member.hasher.computed = find_learner(member.ledger, ADA), 0
    member.sign_up(password="another fine password")
    assert find_learner(member.ledger, ADA) == before
    assert member.hasher.computed == 1
    told = member.postbox.letters[-1]
    assert told["To"] == ADA
    assert "There is one already" in told.get_content()


@pytest.mark.parametrize("known", [True, False])
def test_what_is_wrong_is_said_alike_for_every_address(accounts: Accounts, known: bool) -> None:
    if known:
        accounts.sign_up()
    with pytest.raises(DrillbookError, match="8 to 1,000 characters"):
        accounts.sign_up(password="short")
    with pytest.raises(NoAddress):
        accounts.sign_up("ada@example.org, eve@example.org")
    accounts.postbox.answer = "550 no such user"
    with pytest.raises(RefusedAddress):
        accounts.sign_up()
    assert bool(find_learner(accounts.ledger, ADA)) is known


def test_without_its_mail_there_is_no_account(accounts: Accounts, closed_port: int) -> None:
    there, accounts.post = accounts.post, post_by(f"smtp://127.0.0.1:{closed_port}")
    for _ in range(5):
        with pytest.raises(MailProblem):
            accounts.sign_up()
    assert not list_learners(accounts.ledger)
    accounts.post = there
    accounts.sign_up()
    assert len(accounts.postbox.letters) == 1


def test_a_strangers_mailbox_is_not_filled(accounts: Accounts) -> None:
    for _ in range(20):
        accounts.sign_up()
    assert len(accounts.postbox.letters) == 3
    accounts.sign_up(at=NOW + days(1))
    assert len(accounts.postbox.letters) == 4


def test_a_strangers_mailbox_is_not_filled_by_way_of_reminders_either(accounts: Accounts) -> None:
    assert claim_mail(accounts.ledger, ADA, 3, NOW)  # as a channel does that is to be confirmed
    for _ in range(5):
        accounts.sign_up()
    assert len(accounts.postbox.letters) == 2


def test_one_place_does_not_write_to_everybody(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limit_guesses, "MOST_MAIL_A_PLACE", 5)
    for number in range(5):
        accounts.sign_up(f"pupil{number}@example.org")
    with pytest.raises(TooManyTries):
        accounts.sign_up("stranger@example.org")
    assert len(accounts.postbox.letters) == 5


def test_one_address_from_many_pages_at_once_makes_one_account(accounts: Accounts) -> None:
    with ThreadPoolExecutor(8) as pages:
        list(pages.map(lambda _: accounts.sign_up(), range(8)))
    assert [each.name for each in list_learners(accounts.ledger)] == [ADA]
    assert len(accounts.postbox.letters) == 3


def test_who_signs_up_never_runs_the_service(accounts: Accounts) -> None:
    accounts.sign_up()
    add_learner(accounts.ledger, "eve", NOW)
    assert not [each.name for each in list_learners(accounts.ledger) if each.is_operator]


def test_the_password_is_nowhere_to_be_read(member: Accounts) -> None:
    learner = find_learner(member.ledger, ADA)
    assert learner
    assert learner.password_hash
    assert learner.password_hash.startswith("$argon2id$")
    assert PASSWORD not in str([each.get_content() for each in member.postbox.letters])
