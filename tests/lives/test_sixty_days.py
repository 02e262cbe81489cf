"""Sixty days of a learner through the real service: every queue by the rules, nothing lost.

Under PROVE=1 it is a hundred and twenty days of several learners.
"""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from app.config import Settings
from app.core.fsrs import Fsrs
from app.core.scheduler import Scheduler
from app.core.sm2 import Sm2
from app.ledger.learners import list_learners
from app.ledger.ledger import Ledger
from app.services.build_library import build_library
from app.services.check_ledger import check_ledger
from app.web.parts import NAME
from app.wiring import create_web_app
from tests.ledger.looking import State, state
from tests.lives.course import Planned, write_course
from tests.lives.life import BEGAN, Life
from tests.web.visitors import Clock

DAYS, SEEDS = (120, range(1, 9)) if os.environ.get("PROVE") else (60, range(1, 2))
LESSONS = 12
TOGETHER = 100
CHOICES = ((Sm2(), Fsrs()), (Fsrs(0.85), Sm2()))
Begin = Callable[[str, int], Life]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """A service of its own for each life, with the same lessons."""
    course: tuple[Planned, ...] = write_course(tmp_path / "content", LESSONS)
    begun: list[Ledger] = []

    def make(home: str, seed: int) -> Life:
        settings = Settings(home=tmp_path / home, content=tmp_path / "content")
        build_library(settings.content, settings.library_file)
        clock = Clock(BEGAN)
        app = create_web_app(settings, clock)
        begun.append(app.extensions[NAME].ledger)
        return Life(app, clock, course, seed)

    yield make
    for ledger in begun:
        ledger.close()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("scheduler", "other"), CHOICES, ids=["sm2", "fsrs"])
def test_every_queue_obeys_and_nothing_is_lost(
    begin: Begin, scheduler: Scheduler, other: Scheduler, seed: int
) -> None:
    """For some days in the middle by another scheduler; in the end by more than a day can take."""
    life = begin("home", seed)
    life.use(scheduler)
    life.live(0, DAYS // 3)
    life.use(other)
    life.live(DAYS // 3, DAYS // 2)
    life.use(scheduler)
    life.limit(cap=12, new_per_day=6)
    life.live(DAYS // 2, DAYS)
    life.send_all_that_waits()
    assert life.over_the_cap
    assert life.repeated
    assert_nothing_is_lost(life)
    again = begin("elsewhere", seed)
    again.use(scheduler)
    send_anew(life, again)
    assert held(again) == held(life)


def assert_nothing_is_lost(life: Life) -> None:
    """State, days and XP are what the log gives, by our own book and by the doctor's."""
    parts = life.app.extensions[NAME]
    assert not check_ledger(parts.ledger, parts.settings.library_file)
    assert life.call("GET", "me")["events"] == life.recorded == len(life.log.events)
    answers, stats = life.log.answers(), life.call("GET", "stats")
    assert stats["days"] == len({answer["study_day"] for answer in answers})
    (course,) = stats["courses"]
    assert course["answers"] == len(answers)
    assert course["elapsed_ms"] == sum(answer["elapsed_ms"] for answer in answers)
    assert course["xp"] == sum(card.xp.total() for card in life.log.cards().values())


def send_anew(life: Life, other: Life) -> None:
    """To a service that hears of all of it at the end, in no order."""
    other.clock.at = life.clock.at + timedelta(hours=1)
    events = list(life.log.events.values())
    Random(life.seed).shuffle(events)
    for place in range(0, len(events), TOGETHER):
        other.send(events[place : place + TOGETHER])


def held(life: Life) -> State:
    ledger = life.app.extensions[NAME].ledger
    (learner,) = list_learners(ledger)
    return state(ledger, learner.learner_id)
