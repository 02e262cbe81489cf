"""What the views work with, put together once by the wiring."""

from dataclasses import dataclass
from typing import Protocol, cast

from flask import current_app

from app.config import Settings
from app.services import Library

NAME = "drillbook"


class Refreshing(Protocol):
    """Brings the library up to what is on disk; cheap when nothing was saved."""

    def refresh(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Parts:
    """`freshness` is there only while serving for oneself."""

    settings: Settings
    library: Library
    freshness: Refreshing | None = None


def parts() -> Parts:
    return cast(Parts, current_app.extensions[NAME])
