"""A service's accounts to try: cheap hashes that count themselves, and letters that arrive."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from argon2 import PasswordHasher

from app.ledger.ledger import Ledger
from app.notify.email import Mailer
from app.services.confirm_address import confirm_address
from app.services.hashing import Hashing
from app.services.send_link import Post
from app.services.sign_in import sign_in
from app.services.sign_up import sign_up
from app.services.visit import Visit
from tests.ledger.making import NOW
from tests.mail_server import Postbox

ADA = "ada@example.org"
PASSWORD = "three small rivers"
SITE = "https://drill.example.org"
HERE = "192.0.2.1"


class CountingHasher(PasswordHasher):
    """As cheap as may be."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.computed = 0

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        self.computed += 1
        return super().hash(password, salt=salt)

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002
        self.computed += 1
        return bool(super().verify(hash, password))


@dataclass
class Accounts:
    """What a web host would do for its visitors."""

    ledger: Ledger
    postbox: Postbox
    post: Post | None
    hasher: CountingHasher = field(default_factory=CountingHasher)
    secrets: Iterator[str] = field(default_factory=lambda: (f"secret-{n}" for n in count(1)))

    def __post_init__(self) -> None:
        self.hashing = Hashing(self.hasher)

    def visit(self, at: datetime = NOW, address: str = HERE) -> Visit:
        return Visit(address, "Firefox", next(self.secrets), at)

    def sign_up(self, email: str = ADA, password: str = PASSWORD, at: datetime = NOW) -> None:
        assert self.post
        sign_up(self.ledger, self.post, self.visit(at), email, password, "", self.hashing)

    def confirm(self, at: datetime = NOW) -> None:
        confirm_address(self.ledger, self.last_secret(), at)

    def last_secret(self) -> str:
        return self.postbox.links()[-1].rpartition("/")[2]

    def sign_in(
        self, name: str = ADA, password: str = PASSWORD, at: datetime = NOW, address: str = HERE
    ) -> str:
        """The secret that the browser would be given."""
        visit = self.visit(at, address)
        sign_in(self.ledger, self.post, visit, name, password, self.hashing)
        return visit.secret


def post_by(url: str) -> Post:
    return Post(Mailer(url, "drillbook@school.example"), SITE)
