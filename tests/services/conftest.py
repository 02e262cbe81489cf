"""A service with accounts, and a learner who is reminded, on both databases."""

from pathlib import Path

import pytest

from app.ledger.ledger import Ledger
from tests.mail_server import MailServer, Postbox
from tests.services.accounts import Accounts, post_by
from tests.services.hostile import bob as bob
from tests.services.hostile import sound as sound
from tests.services.numbered import cards, numbered_library
from tests.services.reminding import Reminding
from tests.web.learning import learning


@pytest.fixture
def accounts(ledger: Ledger, mail_server: MailServer, postbox: Postbox) -> Accounts:
    return Accounts(ledger, postbox, post_by(mail_server.url))


@pytest.fixture
def member(accounts: Accounts) -> Accounts:
    """With one account, of a confirmed address."""
    accounts.sign_up()
    accounts.confirm()
    return accounts


@pytest.fixture
def to_ada(ledger: Ledger, tmp_path: Path) -> Reminding:
    """Four cards are due from Thursday on."""
    ada = learning(ledger, numbered_library(tmp_path))
    ada.follow("keras")
    ada.answers(cards(0, 4), ago=2)
    to_ada = Reminding(ada)
    to_ada.add()
    return to_ada
