"""What every scheduler offers; which one it is, the fold does not know."""

from typing import Any, Protocol

from app.core.events import Grade


class Scheduler(Protocol):
    """What it remembers of a card is its own; None is a card that was never answered."""

    @property
    def version(self) -> str:
        """Scheduler, parameters and retention: another version means another fold."""

    def step(self, memory: Any, grade: Grade, elapsed_days: int) -> Any: ...

    def interval_days(self, memory: Any) -> int: ...

    def recall_after(self, share: float) -> float:
        """After that share of the time in which recall falls to 0.9."""

    def holds_days(self, memory: Any) -> float | None:
        """After how many days recall is 0.9; None where the due day has to stand for it."""

    def dump(self, memory: Any) -> dict[str, Any]: ...

    def load(self, dumped: dict[str, Any]) -> Any: ...
