"""A secret is kept as its hash only: who reads the ledger can neither sign in nor use a token.

A plain SHA-256 will do, since these secrets are drawn from 256 bits and not thought up.
"""

from hashlib import sha256


def secret_id(secret: str) -> str:
    """Whatever a stranger sent: a text that is no UTF-8 is nobody's secret, and no error."""
    return sha256(secret.encode(errors="backslashreplace")).hexdigest()
