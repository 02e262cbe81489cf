"""Somebody who learns and forgets: a trace of each card, renewed by each answer."""

import math
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

FIRST_DAYS = 2.0
AGAIN_DAYS = 1.0
GROWTH = 2.4
DAY_SECONDS = 86_400


@dataclass
class Memory:
    dice: Random
    traces: dict[str, tuple[float, datetime]] = field(default_factory=dict)

    def grade(self, card_id: str, at: datetime) -> str:
        """New cards are guessed half of the time; the others by how far they have faded."""
        days, since = self.traces.get(card_id, (0.0, at))
        passed = (at - since).total_seconds() / DAY_SECONDS
        known = self.dice.random() < (math.exp(-passed / days / 5) if days else 0.5)
        if not known:
            self.traces[card_id] = (AGAIN_DAYS, at)
            return "forgot"
        grown = days * (1 + (GROWTH - 1) * min(1.0, passed / days)) if days else FIRST_DAYS
        self.traces[card_id] = (grown, at)
        return self.dice.choices(("hard", "good", "easy"), (2, 7, 1))[0]
