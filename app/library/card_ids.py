"""Which cards a library has: every answer asks, so it is read once, for all threads."""

from collections.abc import Callable, Iterable


class CardIds:
    def __init__(self) -> None:
        self._all: frozenset[str] | None = None

    def among(self, ids: Iterable[str], read: Callable[[], Iterable[str]]) -> frozenset[str]:
        """Two that ask first may both read; neither waits for the other."""
        if self._all is None:
            self._all = frozenset(read())
        return self._all.intersection(ids)
