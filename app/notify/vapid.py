"""Who sends it, signed for the push service: RFC 8292. Browsers are subscribed to this key."""

import json
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from app.notify.push_encryption import point

HALF = 32
# Of the curve P-256: a key is one of the numbers before it.
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
# A service refuses more than a day; half of one lets clocks be wrong.
LASTS = timedelta(hours=12)


class VapidKey:
    """Of any 32 bytes: those that are a key already, are that one. `contact` is where a push
    service may complain, as `mailto:…` or `https://…`.
    """

    def __init__(self, private: bytes, contact: str | None) -> None:
        number = (int.from_bytes(private) - 1) % (ORDER - 1) + 1
        self._key = ec.derive_private_key(number, ec.SECP256R1())
        self._contact = contact

    @property
    def public(self) -> str:
        """What a page subscribes with."""
        return text_of(point(self._key))

    def authorization(self, origin: str, now: datetime) -> str:
        claims = {"aud": origin, "exp": int((now + LASTS).timestamp())}
        claims |= {"sub": self._contact} if self._contact else {}
        said = f"{_json({'typ': 'JWT', 'alg': 'ES256'})}.{_json(claims)}"
        return f"vapid t={said}.{text_of(self._signed(said.encode()))},k={self.public}"

    def _signed(self, said: bytes) -> bytes:
        """Two plain numbers, and not the dress that certificates give them."""
        numbers = decode_dss_signature(self._key.sign(said, ec.ECDSA(SHA256())))
        return b"".join(number.to_bytes(HALF) for number in numbers)


def text_of(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _json(said: dict[str, object]) -> str:
    return text_of(json.dumps(said, separators=(",", ":")).encode())
