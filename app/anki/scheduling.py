"""What a card's memory is in Anki's columns, under either scheduler."""

import json
from typing import Any, Protocol

from app.core.schedule import Scheduler
from app.core.sm2 import FIRST_EASE, Sm2, Sm2Memory

PERMILLE = 10  # of a hundredth
LARGEST_EASE = 65_535  # Anki refuses a whole file for one card with more


class Terms(Protocol):
    def ease(self, memory: Any) -> int:
        """In permille, as the card has it."""

    def logged(self, memory: Any) -> int:
        """In permille, as the review log has it: with FSRS, the difficulty stands there."""

    def known(self, memory: Any) -> dict[str, float]:
        """What Anki keeps of a card beside its columns."""


def terms_of(scheduler: Scheduler) -> Terms:
    return _Sm2Terms() if isinstance(scheduler, Sm2) else _FsrsTerms(scheduler)


class _Sm2Terms:
    def ease(self, memory: Sm2Memory) -> int:
        return min(memory.ease * PERMILLE, LARGEST_EASE)

    def logged(self, memory: Sm2Memory) -> int:
        return memory.ease * PERMILLE

    def known(self, memory: Sm2Memory) -> dict[str, float]:
        return {}


class _FsrsTerms:
    """The ease is the one that cards begin with: who turns FSRS off in Anki has one to go on with.
    Numbers are as exact as Anki itself writes them."""

    def __init__(self, scheduler: Any) -> None:
        from app.core.fsrs import DECAY  # the engine is loaded for those who chose it only

        self._model = {"dr": round(scheduler.retention, 2), "decay": round(-DECAY, 3)}

    def ease(self, memory: Any) -> int:
        return FIRST_EASE * PERMILLE

    def logged(self, memory: Any) -> int:
        """From 100 to 1100: no ease is so low, so Anki can tell the two apart."""
        return int((memory.difficulty - 1) / 9 * 1000 + 100.5)

    def known(self, memory: Any) -> dict[str, float]:
        return {"s": round(memory.stability, 4), "d": round(memory.difficulty, 3), **self._model}


def written(known: dict[str, float]) -> str:
    return json.dumps(known, separators=(",", ":"))
