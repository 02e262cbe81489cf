"""Events folded per second under each scheduler, beside py-fsrs on the same histories.

`python -m tests.bench.folding [CARDS]`
"""

import sys
import tracemalloc
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from time import process_time

import fsrs

from app.core.events import Event, Grade, Reviewed
from app.core.folding import Folding
from app.core.fsrs import PARAMETERS, Fsrs
from app.core.schedule import Schedule, Scheduler, answered, fold
from app.core.sm2 import Sm2
from app.core.xp import tallied

CARDS = 5_000
REVIEWS = 20
RUNS = 5
START = date(2020, 1, 1)
RATING = dict(zip(Grade, fsrs.Rating, strict=True))
Log = list[tuple[str, list[Event]]]


def histories(scheduler: Scheduler, cards: int) -> Log:
    """Each card answered when it is due, one answer in ten forgotten."""
    dice = Random(3)
    made: Log = []
    for number in range(cards):
        card = Schedule(f"course.fact{number}.1")
        events: list[Event] = []
        for place in range(REVIEWS):
            day = min(card.due_on or START, START + timedelta(days=30_000 + place))
            grade = dice.choices(list(Grade), [10, 10, 70, 10])[0]
            at = datetime.combine(day, time(12), tzinfo=UTC)
            event_id = f"00000000-0000-7000-8000-{number * REVIEWS + place:012x}"
            events.append(Reviewed(event_id, card.card_id, at, grade, at, day, "UTC", 4_000))
            card = answered(card, grade, day, scheduler)
        made.append((card.card_id, events))
    return made


def logs_of_py_fsrs(log: Log) -> list[list[fsrs.ReviewLog]]:
    return [
        [
            fsrs.ReviewLog(number, RATING[event.grade], event.effective_at, None)
            for event in events
            if isinstance(event, Reviewed)
        ]
        for number, (_, events) in enumerate(log)
    ]


def replayed_by_py_fsrs(logs: list[list[fsrs.ReviewLog]]) -> None:
    """Its own replay. Each card has its `card_id`: without one, py-fsrs sleeps a millisecond."""
    scheduler = fsrs.Scheduler(
        PARAMETERS, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )
    for number, reviews in enumerate(logs):
        card = fsrs.Card(card_id=number, due=reviews[0].review_datetime)
        scheduler.reschedule_card(card, reviews)


def folded(log: Log, scheduler: Scheduler) -> None:
    for card_id, events in log:
        fold(card_id, events, scheduler)


def folded_with_days(log: Log, scheduler: Scheduler) -> None:
    for card_id, events in log:
        tallied(Folding(card_id, scheduler), events)


def measured(what: str, work: Callable[[], None], events: int) -> float:
    """The best of some runs, in CPU time: folding waits for nothing. Memory apart,
    since watching it takes time."""
    seconds = []
    for _ in range(RUNS):
        started = process_time()
        work()
        seconds.append(process_time() - started)
    tracemalloc.start()
    work()
    peak_kib = tracemalloc.get_traced_memory()[1] / 1024
    tracemalloc.stop()
    print(f"{what:32} {events / min(seconds):>12,.0f} events/s {peak_kib:>10,.0f} KiB")
    return min(seconds)


def main() -> None:
    cards = int(sys.argv[1]) if len(sys.argv) > 1 else CARDS
    events = cards * REVIEWS
    plain, model = histories(Sm2(), cards), histories(Fsrs(), cards)
    print(f"{events:,} events of {cards:,} cards, best of {RUNS}")
    measured("SM-2, fold", lambda: folded(plain, Sm2()), events)
    measured("SM-2, fold with days and XP", lambda: folded_with_days(plain, Sm2()), events)
    ours = measured("FSRS-6, fold", lambda: folded(model, Fsrs()), events)
    logs = logs_of_py_fsrs(model)
    theirs = measured("FSRS-6, py-fsrs replay", lambda: replayed_by_py_fsrs(logs), events)
    print(f"FSRS-6 fold beside py-fsrs: {theirs / ours:.1f} times as fast")


if __name__ == "__main__":
    main()
