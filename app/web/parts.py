"""What the views work with, put together once by the wiring."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol, cast

from flask import current_app

from app.config import Settings
from app.services import Library
from app.services.calendar_feed import Calendars
from app.services.gather_answers import Gathering
from app.services.open_ledger import Ledger
from app.services.refolding import Refolding
from app.services.send_link import Post
from app.services.send_reminder import Outgoing
from app.services.signing import Signer

NAME = "drillbook"
Clock = Callable[[], datetime]


class Refreshing(Protocol):
    """Brings the library up to what is on disk; cheap when nothing was saved."""

    def refresh(self) -> None: ...


def the_time() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Parts:
    """`freshness` is there only while serving for oneself, `post` only with a mail server."""

    settings: Settings
    library: Library
    ledger: Ledger
    gathering: Gathering
    refolding: Refolding
    signer: Signer
    calendars: Calendars
    outgoing: Outgoing
    freshness: Refreshing | None = None
    post: Post | None = None
    clock: Clock = the_time


def parts() -> Parts:
    return cast(Parts, current_app.extensions[NAME])
