"""How often a password may be wrong within an hour, for an account and from one place.

Failures count and visits do not, since a class sits behind one address; and what turned out to be
a learner's own mistyping is taken back from both counts.
"""

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from app.core.errors import DrillbookError
from app.ledger.failures import claim_try, count_failure, failures_of, forget, forgive
from app.ledger.ledger import Ledger
from app.services.visit import Visit

MOST_AN_ACCOUNT = 10
MOST_A_PLACE = 20
# Mail that is asked for by who is not signed in: three times each for a class of thirty.
MOST_MAIL_A_PLACE = 100
# Who gets one IPv6 address gets 2 ** 64 of them.
ONE_HOUSEHOLD = 64


class TooManyTries(DrillbookError):
    """It may be tried again when the hour is over."""

    def __init__(self, now: datetime) -> None:
        next_hour = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        self.wait_seconds = ceil((next_hour - now).total_seconds())
        minutes = -(-self.wait_seconds // 60)
        many = "a minute" if minutes == 1 else f"{minutes} minutes"
        super().__init__("there were too many tries", f"try again in {many}")


def claim_guess(ledger: Ledger, visit: Visit, name: str) -> None:
    """To be followed by one of the next two. Who is refused costs no write."""
    for subject, most in ((_place(visit), MOST_A_PLACE), (_account(name), MOST_AN_ACCOUNT)):
        if failures_of(ledger, subject, visit.now) >= most:
            raise TooManyTries(visit.now)
    if not claim_try(ledger, _account(name), MOST_AN_ACCOUNT, visit.now):
        raise TooManyTries(visit.now)


def count_wrong(ledger: Ledger, visit: Visit) -> None:
    """For the account it is counted already."""
    count_failure(ledger, _place(visit), visit.now)


def forgive_mistypings(ledger: Ledger, visit: Visit, name: str) -> None:
    forgive(ledger, _account(name), _place(visit), visit.now)


def forget_guesses(ledger: Ledger, visit: Visit, name: str) -> None:
    forget(ledger, _account(name), visit.now)


def count_asked_mail(ledger: Ledger, visit: Visit) -> None:
    if not claim_try(ledger, f"mail from {_place(visit)}", MOST_MAIL_A_PLACE, visit.now):
        raise TooManyTries(visit.now)


def _account(name: str) -> str:
    return f"account {name}"


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
