"""Who asks, as the edge sees it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """From what address, with what device and when; and a secret, drawn for what may come of it."""

    address: str
    device: str
    secret: str
    now: datetime
