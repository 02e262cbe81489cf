"""Ids that are made here: UUIDv7, so that they sort by the time at which they were made."""

import secrets
from datetime import datetime

VERSION_AND_VARIANT = 0x7 << 76 | 0b10 << 62
RANDOM = (0xFFF << 64) | ((1 << 62) - 1)


def new_id(now: datetime) -> str:
    """Python has them built in from 3.14 on."""
    made_at = int(now.timestamp() * 1000) << 80
    text = f"{made_at | VERSION_AND_VARIANT | (secrets.randbits(76) & RANDOM):032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
