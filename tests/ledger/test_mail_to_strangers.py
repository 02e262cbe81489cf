"""Nobody's mailbox is filled by way of many accounts."""

from sqlalchemy import select

from app.ledger.ledger import Ledger
from app.ledger.mail_to_strangers import claim_mail, give_back_mail
from app.ledger.tables import mail_to_strangers
from tests.ledger.making import NOW, days

EVE = "eve@example.org"


def test_an_address_gets_so_many_a_day_and_no_more(ledger: Ledger) -> None:
    assert [claim_mail(ledger, EVE, 3, NOW) for _ in range(5)] == [True] * 3 + [False] * 2
    assert claim_mail(ledger, "another@example.org", 3, NOW)
    assert claim_mail(ledger, EVE, 3, NOW + days(1))


def test_what_could_not_be_sent_does_not_count(ledger: Ledger) -> None:
    for _ in range(5):
        assert claim_mail(ledger, EVE, 1, NOW)
        give_back_mail(ledger, EVE, NOW)
    give_back_mail(ledger, "another@example.org", NOW)
    assert claim_mail(ledger, EVE, 1, NOW)


def test_the_ledger_does_not_tell_which_and_forgets_the_day_after(ledger: Ledger) -> None:
    for each in range(3):
        claim_mail(ledger, EVE, 3, NOW + days(each))
    with ledger.read() as connection:
        (row,) = connection.execute(select(mail_to_strangers))
    assert EVE not in str(row)
