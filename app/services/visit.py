"""Who asks, as the edge sees it."""

from dataclasses import dataclass
from datetime import datetime

from app.services.known_device import KnownDevice


@dataclass(frozen=True, slots=True)
class Visit:
    """From what address, with what device and when; and a secret, drawn for what may come of it.

    `known` is the device itself, where somebody has signed in with it before.
    """

    address: str
    device: str
    secret: str
    now: datetime
    known: KnownDevice | None = None
