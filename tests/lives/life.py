"""A learner's days before the real service: two devices, absences, second thoughts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from random import Random
from time import sleep
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from app.core.fsrs import Fsrs
from app.core.scheduler import Scheduler
from app.core.sm2 import Sm2
from tests.ledger.making import event_ids
from tests.lives.course import Planned
from tests.lives.log import ZONE, Log, Sent, study_day
from tests.lives.memory import Memory
from tests.lives.rules import Moment
from tests.web.visitors import Clock

API = "/api/v1"
OURS = {"Sec-Fetch-Site": "same-origin"}
# Over the change of the clocks in October.
BEGAN = datetime(2026, 10, 1, 6, tzinfo=UTC)
TOGETHER = 7


@dataclass
class Later:
    """What the device without network keeps until the day on which it has some."""

    on_day: int
    events: list[Sent]

    def may_go(self, day: int, at: datetime) -> bool:
        """Nothing is sent before it was answered."""
        return day >= self.on_day and at.isoformat() > self.events[-1]["answered_at"]


@dataclass
class Life:
    app: Flask
    clock: Clock
    course: Sequence[Planned]
    seed: int
    cap: int = 100
    new_per_day: int = 8
    looked: int = 0
    recorded: int = 0
    repeated: int = 0
    over_the_cap: int = 0
    waiting: list[Later] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)
        self.memory = Memory(Random(self.seed + 1))
        self.log = Log(Sm2())
        self.client: FlaskClient = self.app.test_client()
        self.ids = event_ids()
        self.call("PUT", "courses/town/following")
        self.change(zone=str(ZONE))

    def call(self, method: str, path: str, **more: Any) -> Any:
        reply = self.client.open(f"{API}/{path}", method=method, headers=OURS, **more)
        assert reply.status_code < 300, reply.text
        return reply.get_json()

    def change(self, **settings: Any) -> None:
        self.call("PATCH", "me/settings", json=settings)

    def use(self, scheduler: Scheduler) -> None:
        """In the background, and done when the page of the schedule says so."""
        choice = {"retention": scheduler.retention} if isinstance(scheduler, Fsrs) else {}
        self.change(scheduler="fsrs" if choice else "sm2", **choice)
        while not self.client.get("/settings/schedule/progress").get_json()["over"]:
            sleep(0.01)
        self.log.use(scheduler)

    def limit(self, cap: int, new_per_day: int) -> None:
        self.cap, self.new_per_day = cap, new_per_day
        self.change(cap_per_day=cap, new_per_day=new_per_day)

    def live(self, first: int, last: int) -> None:
        """Every day but some, and now and then some in a row."""
        away_until = first
        for number in range(first, last):
            self.clock.at = self._morning(number)
            if self.dice.random() < 0.08:
                away_until = number + self.dice.randint(2, 6)
            if number >= away_until:
                self._day(number)

    def look(self, limit: int = 12) -> Any:
        told = self.call("GET", f"drill?limit={limit}")
        day = study_day(self.clock.at)
        assert told["study_day"] == day.isoformat()
        moment = Moment(
            told["cards"], told["left"], day, self.log, self.course, self.cap, self.new_per_day
        )
        moment.check()
        self.looked += 1
        self.over_the_cap += moment.over_the_cap
        return told["cards"]

    def send(self, events: Sequence[Sent]) -> None:
        """Each is told what became of it, and where its card stands after all of them."""
        known = set(self.log.events)
        results = self.call("POST", "reviews", json={"events": list(events)})["results"]
        for event in events:
            self.log.add(event)
        for event, result in zip(events, results, strict=True):
            assert result["status"] == ("already" if event["id"] in known else "recorded"), result
            assert result["schedule"] == self.log.card(event["card_id"]).as_told()
            self.recorded += event["id"] not in known
            self.repeated += event["id"] in known
            known.add(event["id"])

    def _morning(self, number: int) -> datetime:
        """Local time from six to eleven, or rarely in the night, which is still the day before."""
        hour = self.dice.choice((1, 6, 7, 8, 9, 10, 11))
        local = datetime.combine((BEGAN + timedelta(days=number)).date(), time(hour), tzinfo=ZONE)
        return max(self.clock.at, local.astimezone(UTC))

    def _day(self, number: int) -> None:
        if self.dice.random() < 0.3:
            self._take_along(number)
        self.look(500)
        self._set_some_free()
        for _ in range(self.dice.randint(5, 30)):
            asked = self.look()
            if not asked:
                break
            portion = asked[: self.dice.choice((1, 1, 2, 5))]
            self.send([event for card in portion for event in self._acts_on(card)])
            if self.dice.random() < 0.1:
                self._send_what_waits(number)
        self.look(500)

    def _acts_on(self, card: Sent) -> Iterator[Sent]:
        """An answer, rarely taken back; or set aside, or not today."""
        if self.dice.random() < 0.02:
            yield self._event("suspended", card)
        elif self.dice.random() < 0.03:
            tomorrow = study_day(self.clock.at) + timedelta(days=1)
            yield self._event("buried", card, until_day=tomorrow.isoformat())
        else:
            yield (answer := self._answered(card))
            if self.dice.random() < 0.05:
                yield self._event("voided", card, voids=answer["id"])

    def _set_some_free(self) -> None:
        for card_id, card in self.log.cards().items():
            if card.suspended and self.dice.random() < 0.2:
                self.send([self._event("resumed", {"card_id": card_id})])

    def _take_along(self, number: int) -> None:
        """The other device has fetched its cards and answers them without network."""
        cards = self.look(500)[: self.dice.randint(3, 25)]
        here = self.clock.at
        events = [event for card in cards for event in self._acts_on(card)]
        self.clock.at = here + timedelta(seconds=1)
        if events:
            self.waiting.append(Later(number + self.dice.randint(0, 4), events))

    def _send_what_waits(self, number: int) -> None:
        """In any order, and some of it twice."""
        ready = [each for each in self.waiting if each.may_go(number, self.clock.at)]
        self.waiting = [each for each in self.waiting if each not in ready]
        events = [event for each in ready for event in each.events]
        events += self.dice.choices(events, k=len(events) // 3) if events else []
        self.dice.shuffle(events)
        for place in range(0, len(events), TOGETHER):
            self.send(events[place : place + TOGETHER])

    def send_all_that_waits(self) -> None:
        self.clock.later(timedelta(days=1))
        for later in self.waiting:
            later.on_day = 0
        self._send_what_waits(0)
        assert not self.waiting

    def _answered(self, card: Sent) -> Sent:
        day = study_day(self.clock.at).isoformat()
        return self._event(
            "reviewed",
            card,
            grade=self.memory.grade(card["card_id"], self.clock.at),
            asked_as=card["asked_as"],
            study_day=day,
            zone=str(ZONE),
            elapsed_ms=self.dice.randint(2_000, 9_000),
        )

    def _event(self, kind: str, card: Sent, **more: Any) -> Sent:
        self.clock.later(timedelta(seconds=self.dice.randint(3, 20)))
        at = self.clock.at.isoformat()
        event = {"id": next(self.ids), "type": kind, "card_id": card["card_id"]}
        return event | {"answered_at": at} | more
