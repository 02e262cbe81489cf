"""Three devices, each event sent one to five times, in any order: one and the same state."""

import os
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.events import Event, Grade
from app.ledger.append import record
from app.ledger.examine import examine
from app.ledger.learners import add_learner
from app.ledger.ledger import Ledger
from tests.ledger.looking import state
from tests.ledger.making import NOW, answer, days, undo

SCALE = 20 if os.environ.get("PROVE") else 1
CARDS = [f"keras.k{number}.{part}" for number in range(4) for part in ("1", "term")]


def history(dice: random.Random, length: int) -> list[Event]:
    """Answers of 90 days and some undos, a few of answers that never arrive."""
    made: list[Event] = []
    for number in range(1, length):
        if made and dice.random() < 0.15:
            made.append(undo(number, dice.choice([e for e in made if hasattr(e, "grade")])))
        else:
            at = NOW - days(dice.uniform(0, 90))
            made.append(
                answer(number, card=dice.choice(CARDS), grade=dice.choice(list(Grade)), at=at)
            )
    return made


def send(ledger: Ledger, learner_id: int, sent: list[Event], dice: random.Random) -> None:
    """In portions of any size, each from a device that may send it again later."""
    waiting = [event for event in sent for _ in range(dice.randint(1, 5))]
    dice.shuffle(waiting)
    while waiting:
        size = dice.randint(1, 12)
        record(ledger, learner_id, waiting[:size], NOW)
        waiting = waiting[size:]


def test_the_order_of_arrival_does_not_matter(ledger: Ledger) -> None:
    for seed in range(2 * SCALE):
        made = history(random.Random(seed), 60)
        names = [f"{seed}-{order}" for order in range(3)]
        learners = [add_learner(ledger, name, NOW - days(300)).learner_id for name in names]
        for order, learner_id in enumerate(learners):
            send(ledger, learner_id, made, random.Random(f"{seed} {order}"))
        states = [state(ledger, learner_id) for learner_id in learners]
        assert states[0] == states[1] == states[2]
    assert not examine(ledger)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=15 * SCALE)
def test_no_order_of_arrival_breaks_the_fold(seed: int) -> None:
    """What counts is decided by the events' own times, however they are cut and mixed."""
    from app.core.sm2 import Sm2
    from app.ledger.folding import folded, moved

    dice = random.Random(seed)
    made = [event for event in history(dice, 40) if event.card_id == CARDS[0]]
    whole = folded(CARDS[0], made, Sm2())
    dice.shuffle(made)
    half = folded(CARDS[0], made[: len(made) // 2], Sm2())
    days_after = {
        day: tuple(a + b for a, b in zip(half.days.get(day, (0,) * 4), change, strict=True))
        for day, change in moved(half, whole).items()
    }
    rest = {day: counts for day, counts in half.days.items() if day not in days_after}
    total = {**rest, **days_after}
    assert {day: counts for day, counts in total.items() if any(counts)} == whole.days
