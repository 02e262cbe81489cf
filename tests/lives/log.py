"""What was sent and has arrived, and what follows of it by the rules: the test's own book.

Written from the rules and not from the core, whose scheduler's steps and spread it takes alone.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.core.events import Grade
from app.core.fsrs import PARAMETERS
from app.core.scheduler import Scheduler
from app.core.spread import spread_days, spread_seed

ZONE = ZoneInfo("Europe/Paris")
Sent = dict[str, Any]


def study_day(at: datetime) -> date:
    return (at.astimezone(ZONE).replace(tzinfo=None) - timedelta(hours=4)).date()


@dataclass
class Card:
    memory: Any = None
    due: date | None = None
    counted: date | None = None
    interval: int = 0
    reps: int = 0
    lapses: int = 0
    suspended: bool = False
    buried: date | None = None
    xp: Counter[date] = field(default_factory=Counter)

    def asks_on(self, day: date) -> bool:
        return self.due is not None and self.due <= day and not self.away_on(day)

    def away_on(self, day: date) -> bool:
        return self.suspended or (self.buried is not None and self.buried > day)

    def as_told(self) -> Sent:
        return {
            "due_on": self.due and self.due.isoformat(),
            "interval_days": self.interval,
            "reps": self.reps,
            "lapses": self.lapses,
            "suspended": self.suspended,
            "buried_until": self.buried and self.buried.isoformat(),
        }


class Log:
    def __init__(self, scheduler: Scheduler) -> None:
        self.scheduler = scheduler
        self.events: dict[str, Sent] = {}
        self._by_card: dict[str, list[Sent]] = defaultdict(list)
        self._folded: dict[str, Card] = {}

    def add(self, event: Sent) -> None:
        if event["id"] not in self.events:
            self.events[event["id"]] = event
            self._by_card[event["card_id"]].append(event)
            self._folded.pop(event["card_id"], None)

    def use(self, scheduler: Scheduler) -> None:
        self.scheduler = scheduler
        self._folded.clear()

    def cards(self) -> dict[str, Card]:
        return {card_id: self.card(card_id) for card_id in self._by_card}

    def card(self, card_id: str) -> Card:
        if card_id not in self._folded:
            self._folded[card_id] = self._fold(card_id)
        return self._folded[card_id]

    def standing(self, events: list[Sent]) -> list[Sent]:
        """In the order of their times, without those undone."""
        undone = {event["voids"] for event in events if event["type"] == "voided"}
        stands = [each for each in events if each["id"] not in undone]
        return sorted(stands, key=lambda event: (_at(event), event["id"]))

    def answers(self) -> list[Sent]:
        stands = self.standing(list(self.events.values()))
        return [event for event in stands if event["type"] == "reviewed"]

    def sitting(self, day: date) -> list[Sent]:
        """The answers of a day, without practice of what was not reviewed on it."""
        begun: set[str] = set()
        kept = []
        of_day = [e for e in self.events.values() if e.get("study_day") == day.isoformat()]
        undos = [e for e in self.events.values() if e["type"] == "voided"]
        for event in self.standing(of_day + undos):
            if event["type"] == "reviewed":
                begun |= {event["card_id"]} if event["asked_as"] == "review" else set()
                kept += [event] if event["card_id"] in begun else []
        return kept

    def recall(self, card_id: str, day: date) -> float:
        card = self.card(card_id)
        assert card.due
        assert card.counted
        passed = (day - card.counted).days
        if self.scheduler.version == "sm2":
            return float(0.9 ** (passed / (card.due - card.counted).days))
        decay = PARAMETERS[20]
        return float((1 + (0.9 ** (-1 / decay) - 1) * passed / card.memory.stability) ** -decay)

    def _fold(self, card_id: str) -> Card:
        card = Card()
        for event in self.standing(self._by_card[card_id]):
            match event["type"]:
                case "reviewed":
                    self._answered(card, card_id, event)
                case "suspended" | "resumed":
                    card.suspended = event["type"] == "suspended"
                case "buried":
                    card.buried = date.fromisoformat(event["until_day"])
        return card

    def _answered(self, card: Card, card_id: str, event: Sent) -> None:
        """Practice moves nothing, nor does a second answer of a day, nor one known too early."""
        day, grade = date.fromisoformat(event["study_day"]), Grade(event["grade"])
        again = card.counted is not None and day <= card.counted
        early = card.due is not None and card.due > day and grade is not Grade.FORGOT
        if event["asked_as"] != "review" or again or early:
            return
        elapsed = (day - card.counted).days if card.counted else 0
        if card.reps == 0:
            card.xp[day] += 5
        else:
            card.lapses += grade is Grade.FORGOT
            card.xp[day] += 2 if grade is Grade.FORGOT else 10 + 2 * elapsed.bit_length()
        card.reps += 1
        card.memory = self.scheduler.step(card.memory, grade, elapsed)
        card.interval = self.scheduler.interval_days(card.memory)
        days = spread_days(spread_seed(card_id), card.reps, card.interval)
        card.due, card.counted = day + timedelta(days=days), day


def _at(event: Sent) -> datetime:
    return datetime.fromisoformat(event["answered_at"])
