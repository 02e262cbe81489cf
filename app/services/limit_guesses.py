"""How often a password may be wrong within an hour, for an account and from one place.

Failures count and visits do not, since a class sits behind one address; and what turned out to be
a learner's own mistyping is taken back from both counts. A browser that the account's owner has
signed in with before has one count of its own instead.
"""

from dataclasses import replace
from datetime import datetime
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from app.core.errors import DrillbookError
from app.ledger.failures import claim_try, count_failure, forget, forgive, free_again_at
from app.ledger.ledger import Ledger
from app.services.visit import Visit

MOST_AN_ACCOUNT = 10
MOST_A_PLACE = 20
# Mail that is asked for by who is not signed in: three times each for a class of thirty.
MOST_MAIL_A_PLACE = 100
# Who gets one IPv6 address gets 2 ** 64 of them.
ONE_HOUSEHOLD = 64


class TooManyTries(DrillbookError):
    """It may be tried again when the oldest of them are an hour old."""

    def __init__(self, now: datetime, free_at: datetime) -> None:
        self.wait_seconds = max(1, ceil((free_at - now).total_seconds()))
        minutes = -(-self.wait_seconds // 60)
        many = "a minute" if minutes == 1 else f"{minutes} minutes"
        super().__init__("there were too many tries", f"try again in {many}")


def claim_guess(ledger: Ledger, visit: Visit, name: str) -> None:
    """To be followed by one of the next two. Who is refused costs no write."""
    if not _is_known(visit, name):
        _require_free(ledger, visit, _place(visit), MOST_A_PLACE)
    _require_free(ledger, visit, _account(visit, name), MOST_AN_ACCOUNT)
    _claim(ledger, visit, _account(visit, name), MOST_AN_ACCOUNT)


def count_wrong(ledger: Ledger, visit: Visit, name: str) -> None:
    """For the account it is counted already."""
    if not _is_known(visit, name):
        count_failure(ledger, _place(visit), visit.now)


def forgive_mistypings(ledger: Ledger, visit: Visit, name: str) -> None:
    account = _account(visit, name)
    shared_with = account if _is_known(visit, name) else _place(visit)
    forgive(ledger, account, shared_with, visit.now)


def forget_guesses(ledger: Ledger, visit: Visit, name: str) -> None:
    """Those at this device as well: its owner may have tried there before asking for a mail."""
    for subject in {_account(visit, name), _account(replace(visit, known=None), name)}:
        forget(ledger, subject, visit.now)


def count_asked_mail(ledger: Ledger, visit: Visit) -> None:
    _claim(ledger, visit, f"mail from {_place(visit)}", MOST_MAIL_A_PLACE)


def _require_free(ledger: Ledger, visit: Visit, subject: str, most: int) -> None:
    free_at = free_again_at(ledger, subject, most, visit.now)
    if free_at:
        raise TooManyTries(visit.now, free_at)


def _claim(ledger: Ledger, visit: Visit, subject: str, most: int) -> None:
    if not claim_try(ledger, subject, most, visit.now):
        free_at = free_again_at(ledger, subject, most, visit.now)
        raise TooManyTries(visit.now, free_at or visit.now)


def _is_known(visit: Visit, name: str) -> bool:
    return visit.known is not None and visit.known.is_of(name)


def _account(visit: Visit, name: str) -> str:
    known = visit.known
    return f"device {known.device}" if known and known.is_of(name) else f"account {name}"


def _place(visit: Visit) -> str:
    try:
        found = ip_address(_without_port(visit.address).partition("%")[0])
    except ValueError:
        return f"place {visit.address}"
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    prefix = ONE_HOUSEHOLD if isinstance(found, IPv6Address) else found.max_prefixlen
    return f"place {ip_network(f'{found}/{prefix}', strict=False)}"


def _without_port(address: str) -> str:
    """Some proxies name it too, and each connection has another."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address
