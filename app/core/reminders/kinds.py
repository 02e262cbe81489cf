"""Over what a reminder can come, and in which lane it waits its turn."""

from enum import StrEnum


class Kind(StrEnum):
    """Each has one small file in `app.notify`."""

    EMAIL = "email"
    PUSH = "push"
    WEBHOOK = "webhook"


def lane(kind: Kind, faults: int) -> str:
    """What failed before waits apart, so that it keeps nobody else waiting."""
    return f"{kind} again" if faults else str(kind)


LANES = tuple(lane(kind, faults) for kind in Kind for faults in (0, 1))
