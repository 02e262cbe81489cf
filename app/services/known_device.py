"""A browser in which an account's owner has signed in before: it has tries of its own, so that who
guesses on purpose does not keep the owner out.

The browser keeps it, signed, also when nobody is signed in; it opens nothing, and names nobody to
whoever uses that browser next.
"""

from dataclasses import dataclass

from app.ledger.secrets import secret_id
from app.services.signing import Signer

PURPOSE = "known device"


@dataclass(frozen=True, slots=True)
class KnownDevice:
    device: str
    account: str

    def is_of(self, name: str) -> bool:
        return self.account == secret_id(name)


def remember_device(signer: Signer, name: str, drawn_id: str) -> str:
    return signer.sign(PURPOSE, drawn_id, secret_id(name))


def find_device(signer: Signer, signed: str) -> KnownDevice | None:
    words = signer.read(PURPOSE, signed)
    return KnownDevice(*map(str, words)) if words else None
