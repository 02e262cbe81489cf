"""Over what a reminder can come; each has one small file in `app.notify`."""

from enum import StrEnum


class Kind(StrEnum):
    EMAIL = "email"
    PUSH = "push"
    WEBHOOK = "webhook"
