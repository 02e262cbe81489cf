"""The keys of a browser, and what it reads of a message."""

import json
from base64 import urlsafe_b64encode
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec

from app.core.reminders.kinds import Kind
from app.notify.channel import Target
from app.notify.push_encryption import point
from tests.receiver import Taken

AUTH = bytes(range(16))
PRIVATE = ec.derive_private_key(0xB0B, ec.SECP256R1())


def base64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


KEYS = {"p256dh": base64(point(PRIVATE)), "auth": base64(AUTH)}


def subscribed(endpoint: str, **keys: str) -> Target:
    return Target(Kind.PUSH, endpoint, KEYS | keys)


def read(taken: Taken) -> Any:
    assert taken.headers["content-encoding"] == "aes128gcm"
    text = http_ece.decrypt(taken.body, private_key=PRIVATE, auth_secret=AUTH, version="aes128gcm")
    return json.loads(text)
