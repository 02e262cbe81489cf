"""Every rule of what to ask next, held against one answer of the service.

None of it calls the core's queue: the rules are read from their words, one function a rule.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.lives.course import Planned
from tests.lives.log import Log

Asked = dict[str, Any]
NEAR = 1e-9


@dataclass
class Moment:
    """The queue as it was told, or its beginning, and what was known when it was."""

    told: Sequence[Asked]
    left: int
    day: date
    log: Log
    course: Sequence[Planned]
    cap: int
    new_per_day: int

    def __post_init__(self) -> None:
        self.group = {planned.card_id: planned.group for planned in self.course}
        self.ids = [card["card_id"] for card in self.told]
        self.whole = len(self.told) == self.left
        self.reviews = self._of(lambda card: card["asked_as"] == "review" and not card["new"])
        self.fresh = self._of(lambda card: card["new"])
        self.repeats = self._of(lambda card: card["asked_as"] == "practice")
        cards = self.log.cards()
        self.given = self.log.sitting(self.day)
        self.had = {self.group[answer["card_id"]] for answer in self.given}
        seen = {answer["card_id"] for answer in self.given}
        self.begun = {c for c in seen if cards[c].reps == 1 and cards[c].counted == self.day}
        self.reviewed = len(seen - self.begun)
        self.due = {
            card_id: self.log.recall(card_id, self.day)
            for card_id, card in cards.items()
            if card.asks_on(self.day) and self.group[card_id] not in self.had
        }
        self.due_groups = {self.group[card_id] for card_id in self.due}
        self.over_the_cap = len(self.due_groups) + self.reviewed > self.cap

    def _of(self, which: Any) -> list[str]:
        return [card["card_id"] for card in self.told if which(card)]

    def check(self) -> None:
        assert self.whole or len(self.told) == 12
        for rule in RULES:
            rule(self)


def each_card_once_and_none_that_is_away(now: Moment) -> None:
    assert max(Counter(now.ids).values(), default=1) == 1
    away = [c for c in now.told if now.log.card(c["card_id"]).away_on(now.day)]
    assert not [(c["card_id"], c["asked_as"]) for c in away]


def reviews_are_due_and_had_none_today(now: Moment) -> None:
    assert set(now.reviews) <= now.due.keys()


def siblings_not_on_one_day(now: Moment) -> None:
    groups = [now.group[c] for c in now.reviews + now.fresh]
    assert max(Counter(groups).values(), default=1) == 1
    assert not now.had & set(groups)


def as_many_as_are_due_or_the_cap_allows(now: Moment) -> None:
    room = max(0, now.cap - now.reviewed)
    if now.over_the_cap:
        assert len(now.reviews) == room if now.whole else len(now.reviews) <= room
    elif now.whole:
        assert {now.group[c] for c in now.reviews} == now.due_groups


def three_sure_ones_and_then_the_least_sure(now: Moment) -> None:
    if now.over_the_cap:
        return
    least: dict[str, float] = {}
    for card_id, recall in now.due.items():
        group = now.group[card_id]
        least[group] = min(recall, least.get(group, 1.0))
    first = max(0, 3 - len(now.given))
    for place, card_id in enumerate(now.reviews):
        recall = now.due[card_id]
        if place < first and max(least.values()) >= 0.9:
            assert recall >= 0.9
        else:
            assert recall <= min(least.values()) + NEAR
        del least[now.group[card_id]]


def surest_first_and_every_fifth_the_least_sure(now: Moment) -> None:
    if not now.over_the_cap:
        return
    left = dict(now.due)
    for place, card_id in enumerate(now.reviews, now.reviewed + 1):
        if place % 5 == 0:
            assert left[card_id] <= min(left.values()) + NEAR
        else:
            assert left[card_id] >= max(left.values()) - NEAR
        left = {c: r for c, r in left.items() if now.group[c] != now.group[card_id]}


def new_ones_in_the_order_of_the_lessons(now: Moment) -> None:
    """None over the cap; the second direction not before the first has passed its six days."""
    wanted: list[str] = []
    taken = now.had | now.due_groups
    room = 0 if now.over_the_cap else now.new_per_day - len(now.begun)
    for planned in now.course:
        card = now.log.card(planned.card_id)
        first = now.log.card(planned.waits_for) if planned.waits_for else None
        waits = first is not None and not (first.reps >= 2 and first.interval > 6)
        is_new = card.due is None and not card.away_on(now.day)
        if len(wanted) < room and is_new and not waits and planned.group not in taken:
            wanted.append(planned.card_id)
            taken = taken | {planned.group}
    assert now.fresh == (wanted if now.whole else wanted[: len(now.fresh)])


def new_ones_after_reviews(now: Moment) -> None:
    main = [c for c in now.ids if c in {*now.reviews, *now.fresh}]
    assert main == now.reviews + now.fresh


def forgotten_ones_after_four_others_and_hard_ones_at_the_end(now: Moment) -> None:
    answers = [answer["card_id"] for answer in now.given]
    times = Counter(answers)
    last = {answer["card_id"]: answer["grade"] for answer in now.given}
    here = {c for c in times if not now.log.card(c).away_on(now.day)}
    forgotten = {c for c in here if last[c] == "forgot" and times[c] <= 3}
    hard = {c for c in here if last[c] == "hard" and times[c] == 1}
    assert set(now.repeats) <= forgotten | hard
    if now.whole:
        assert set(now.repeats) == forgotten | hard
    for place, card_id in enumerate(now.ids):
        after = now.ids[place + 1 :]
        if card_id in forgotten:
            since = len(answers) - 1 - max(n for n, c in enumerate(answers) if c == card_id)
            assert since + place >= 4 or set(after) <= forgotten
        elif card_id in hard:
            assert set(after) <= forgotten | hard


RULES = (
    each_card_once_and_none_that_is_away,
    reviews_are_due_and_had_none_today,
    siblings_not_on_one_day,
    as_many_as_are_due_or_the_cap_allows,
    three_sure_ones_and_then_the_least_sure,
    surest_first_and_every_fifth_the_least_sure,
    new_ones_in_the_order_of_the_lessons,
    new_ones_after_reviews,
    forgotten_ones_after_four_others_and_hard_ones_at_the_end,
)
