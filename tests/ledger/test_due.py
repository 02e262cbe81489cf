"""What is due comes in the order asked for, in portions, as if all of it were sorted."""

import random
from itertools import chain

import pytest

from app.core.events import Event, Grade
from app.core.recall import recall_days
from app.core.schedule import Schedule, Scheduler
from app.ledger.append import record
from app.ledger.due import Order, due_ids
from app.ledger.editions import find_edition
from app.ledger.learners import add_learner, change_settings
from app.ledger.ledger import Ledger
from app.ledger.rebuild import rebuild
from app.ledger.schedules import schedules_among
from tests.ledger.making import NOW, TODAY, answer, days

CARDS = [f"keras.k{number:03}.1" for number in range(80)]


def history(dice: random.Random) -> list[Event]:
    """Some cards alike in every way, so that their names decide."""
    logs = [[(dice.choice(list(Grade)), dice.randrange(1, 200)) for _ in range(4)] for _ in CARDS]
    logs[10:30] = [logs[0]] * 20
    return [
        answer(4 * number + nth, card=card, grade=grade, at=NOW - days(ago))
        for number, card in enumerate(CARDS)
        for nth, (grade, ago) in enumerate(logs[number])
    ]


def share(schedule: Schedule, scheduler: Scheduler) -> float:
    assert schedule.counted_on
    return (TODAY - schedule.counted_on).days / recall_days(schedule, scheduler)


@pytest.mark.parametrize("scheduler", ["sm2", "fsrs"])
@pytest.mark.parametrize("first", [1, 7, 200])
def test_it_is_as_if_all_were_sorted(ledger: Ledger, scheduler: str, first: int) -> None:
    ada = add_learner(ledger, "ada", NOW - days(300)).learner_id
    change_settings(ledger, ada, {"scheduler": scheduler})
    record(ledger, ada, history(random.Random(first)), NOW)
    rebuild(ledger, ada)
    with ledger.read() as connection:
        edition = find_edition(connection, ada)
        assert edition
        found = {
            order: list(chain(*due_ids(connection, edition, TODAY, order, first)))
            for order in Order
        }
        known = schedules_among(connection, edition, CARDS)
    due = {card: each for card, each in known.items() if each.asks_on(TODAY)}
    surest = sorted(due, key=lambda card: (share(due[card], edition.scheduler), card))
    assert 10 < len(due) < len(CARDS)
    assert found[Order.SUREST_FIRST] == surest
    assert found[Order.LEAST_SURE_FIRST] == surest[::-1]
    assert found[Order.BY_DAY] == sorted(due, key=lambda card: (due[card].due_on, card))
