"""One prediction of recall, whichever scheduler the learner has."""

import pytest

from app.core.events import Grade
from app.core.fsrs import Fsrs
from app.core.recall import predicted_recall, recall_days
from app.core.schedule import Schedule, Scheduler, answered
from app.core.sm2 import Sm2
from tests.core.answers import CARD, day


def learned(scheduler: Scheduler, times: int, card_id: str = CARD) -> Schedule:
    card = Schedule(card_id)
    for _ in range(times):
        card = answered(card, Grade.GOOD, card.due_on or day(0), scheduler)
    return card


@pytest.mark.parametrize("times", range(1, 8))
@pytest.mark.parametrize("number", range(5))
def test_recall_is_nine_in_ten_on_the_day_it_is_due(times: int, number: int) -> None:
    card = learned(Sm2(), times, f"keras.fact.{number}")
    assert card.due_on is not None
    assert predicted_recall(card, Sm2(), card.due_on) == 0.9


def test_fsrs_predicts_from_its_own_model() -> None:
    card = learned(Fsrs(), 4)
    assert card.due_on is not None
    assert card.counted_on is not None
    share = (card.due_on - card.counted_on).days / card.memory.stability
    assert predicted_recall(card, Fsrs(), card.due_on) == Fsrs().recall_after(share)
    assert predicted_recall(card, Fsrs(), card.due_on) == pytest.approx(0.9, abs=0.02)


@pytest.mark.parametrize("scheduler", [Sm2(), Fsrs()])
def test_recall_is_certain_at_first_and_falls_day_by_day(scheduler: Scheduler) -> None:
    card = learned(scheduler, 3)
    assert card.counted_on is not None
    known_on = (card.counted_on - day(0)).days
    found = [predicted_recall(card, scheduler, day(known_on + step)) for step in range(100)]
    assert found[0] == 1
    assert found == sorted(set(found), reverse=True)
    assert predicted_recall(card, scheduler, day(known_on - 1)) == 1


@pytest.mark.parametrize("scheduler", [Sm2(), Fsrs()])
def test_a_new_card_is_not_recalled(scheduler: Scheduler) -> None:
    assert predicted_recall(Schedule(CARD), scheduler, day(0)) == 0
    assert recall_days(Schedule(CARD), scheduler) == 0


@pytest.mark.parametrize("scheduler", [Sm2(), Fsrs()])
def test_a_store_may_sort_by_a_fraction_instead(scheduler: Scheduler) -> None:
    cards = [learned(scheduler, times, f"a.b.{times}") for times in range(1, 7)]
    today = day(900)

    def fraction(card: Schedule) -> float:
        assert card.counted_on is not None
        return (today - card.counted_on).days / recall_days(card, scheduler)

    by_recall = sorted(cards, key=lambda card: predicted_recall(card, scheduler, today))
    assert by_recall == sorted(cards, key=fraction, reverse=True)
