"""Signed words that go out and come back: each for one purpose, to be looked up nowhere.

The purpose is a part of the key, so that what was signed for one thing is worth nothing for
another. The first key signs; what an older one signed is still read while that is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from itsdangerous import BadData, URLSafeSerializer

Keys = Callable[[], tuple[bytes, ...]]


@dataclass(frozen=True, slots=True)
class Signer:
    """The keys are asked for when they are needed: one's own may first have to be made.

    No clock is read here. What shall not last for ever says until when, in what is signed.
    """

    keys: Keys

    def sign(self, purpose: str, *words: str | int) -> str:
        """Anybody can read them, nobody can make or change them."""
        signed: str = self._serializer(purpose).dumps(words)
        return signed

    def read(self, purpose: str, signed: str) -> tuple[str | int, ...] | None:
        """None for whatever was not signed here for this purpose."""
        try:
            return tuple(self._serializer(purpose).loads(signed))
        except BadData:
            return None

    def _serializer(self, purpose: str) -> URLSafeSerializer:
        newest, *older = self.keys()
        return URLSafeSerializer(
            [*older[::-1], newest],  # it signs with the last
            salt=f"drillbook {purpose}",
            signer_kwargs={"key_derivation": "hmac", "digest_method": sha256},
        )
