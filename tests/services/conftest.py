"""A service with accounts, on both databases."""

import pytest

from app.ledger.ledger import Ledger
from tests.mail_server import MailServer, Postbox
from tests.services.accounts import Accounts, post_by
from tests.services.hostile import bob as bob
from tests.services.hostile import sound as sound


@pytest.fixture
def accounts(ledger: Ledger, mail_server: MailServer, postbox: Postbox) -> Accounts:
    return Accounts(ledger, postbox, post_by(mail_server.url))


@pytest.fixture
def member(accounts: Accounts) -> Accounts:
    """With one account, of a confirmed address."""
    accounts.sign_up()
    accounts.confirm()
    return accounts
