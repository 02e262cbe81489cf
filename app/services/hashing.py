"""Password hashes: costly on purpose, so only a few are made at once, and one for nobody too."""

from base64 import b64encode
from threading import Semaphore
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.core.passwords import LONGEST

# Each takes 64 MiB: a class that signs in together must not take a small machine's memory.
AT_ONCE = 4
LONGEST_TYPED = 4 * LONGEST


class Hashing:
    """One for a process; the hasher is given so that a test may take a cheap one and count."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher(time_cost=2, memory_cost=65_536, parallelism=1)
        self._nobodys = _unmatched(self._hasher)
        self._slots = Semaphore(AT_ONCE)

    def hash(self, password: str) -> str:
        with self._slots:
            return self._hasher.hash(_alike(password))

    def fits(self, password_hash: str | None, password: str) -> bool:
        """As long for an account that is not there as for one that is."""
        with self._slots:
            try:
                return self._hasher.verify(password_hash or self._nobodys, _alike(password))
            except (VerificationError, InvalidHashError):
                return False

    def is_outdated(self, password_hash: str | None) -> bool:
        return password_hash is not None and self._hasher.check_needs_rehash(password_hash)


def _alike(password: str) -> str:
    """The same whichever keyboard it was typed on: é is one sign here and two there.

    What no password can be long enough for is not looked at: accents in their thousands take the
    square of their number to bring into order, and nobody else is served meanwhile.
    """
    return normalize("NFKC", password[:LONGEST_TYPED])


def _unmatched(hasher: PasswordHasher) -> str:
    """Made as this hasher's are, of no password: its digest is all zeros."""
    costs = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    salt, digest = (_base64(bytes(size)) for size in (hasher.salt_len, hasher.hash_len))
    return f"$argon2id$v=19${costs}${salt}${digest}"


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode().rstrip("=")


HASHING = Hashing()
