"""Makes an account. Whether the address had one already only its mailbox is told."""

from contextlib import suppress

from app.core.errors import NotFound
from app.core.passwords import require_password
from app.ledger.learners import (
    LONGEST_NAME,
    Learner,
    NameTaken,
    add_learner,
    find_learner,
    remove_learner,
)
from app.ledger.ledger import Ledger
from app.ledger.mail_links import Purpose
from app.ledger.settings import LearnerSettings, is_zone
from app.notify.address import NoAddress as NoAddress
from app.notify.address import parse_address
from app.notify.mail_problems import MailProblem
from app.services.hashing import HASHING, Hashing
from app.services.letters import there_already, welcome
from app.services.limit_guesses import count_asked_mail
from app.services.send_link import Post, send_link
from app.services.visit import Visit


def sign_up(
    ledger: Ledger,
    post: Post,
    visit: Visit,
    email: str,
    password: str,
    zone: str = "",
    hashing: Hashing = HASHING,
) -> None:
    """The same work, one mail and the same errors, be the account new or not."""
    name = parse_address(email)
    if len(name) > LONGEST_NAME:
        raise NoAddress("this address is too long", f"use one of at most {LONGEST_NAME} characters")
    require_password(password, name)
    count_asked_mail(ledger, visit)
    hashed = hashing.hash(password)
    settings = LearnerSettings(zone=zone if is_zone(zone) else "UTC")
    try:
        added = add_learner(ledger, name, visit.now, settings, password_hash=hashed, signed_up=True)
    except NameTaken:
        known = find_learner(ledger, name)
        if known:
            send_link(ledger, post, visit, known, Purpose.RESET, there_already)
        return
    _welcome(ledger, post, visit, added)


def _welcome(ledger: Ledger, post: Post, visit: Visit, added: Learner) -> None:
    """An account that nobody could confirm is taken back, so that one can sign up again."""
    try:
        send_link(ledger, post, visit, added, Purpose.CONFIRM, welcome)
    except MailProblem:
        with suppress(NotFound):
            remove_learner(ledger, added.learner_id)
        raise
