"""How much was still known when it was asked again."""

from datetime import date

from app.core.events import AskedAs, Event
from app.core.folding import Folding
from app.core.kept import Kept, counted, kept_by_month
from app.core.sm2 import Sm2
from tests.core.answers import CARD, answer, day, undo


def kept(*events: Event) -> tuple[Kept, ...]:
    return kept_by_month(counted(Folding(CARD, Sm2(), spread=False).through(events)))


def month_of(days: int) -> date:
    return day(days).replace(day=1)


def test_what_was_due_counts_as_known_or_not() -> None:
    assert kept(answer(1, 0), answer(2, 1), answer(3, 7, "forgot"), answer(4, 8, "hard")) == (
        Kept(month_of(0), 3, 2),
    )


def test_a_first_answer_practice_and_an_early_one_say_nothing() -> None:
    early = answer(3, 2, "forgot")
    assert kept(answer(1, 0, "forgot"), answer(2, 1, "good", AskedAs.PRACTICE)) == ()
    assert kept(answer(1, 0), answer(2, 1), early) == (Kept(month_of(0), 1, 1),)


def test_what_was_undone_is_not_counted() -> None:
    assert kept(answer(1, 0), answer(2, 1, "forgot"), undo(3, 1, voids=2)) == ()


def test_each_month_stands_for_itself() -> None:
    found = kept(answer(1, 0), answer(2, 40), answer(3, 80, "forgot"))
    assert [(month.asked, month.known) for month in found] == [(1, 1), (1, 0)]
    assert [month.month for month in found] == [month_of(40), month_of(80)]
