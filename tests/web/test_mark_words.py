"""What is said of a fact, for each way that it can stand."""

from datetime import date

import pytest

from app.core.standing import Standing
from app.services.show_marks import FactMark
from app.web.mark_words import told_mark

TODAY = date(2026, 11, 21)
HELD, DUE, LEARNING = Standing.HELD, Standing.DUE, Standing.LEARNING


def fact(
    standing: Standing, recall: float = 0.96, on: date | None = None, cards: int = 1, new: int = 0
) -> FactMark:
    return FactMark(standing, "rivers.rhine.c2", recall, on, cards, new, asks=False)


@pytest.mark.parametrize(
    ("mark", "told"),
    [
        (fact(Standing.NOT_MET, 0), "Not met. You have not been asked it yet."),
        (
            fact(Standing.ASIDE),
            "Set aside. It will not be asked again until you bring it back.",
        ),
        (
            fact(HELD, on=date(2026, 12, 12)),
            "Held. About 96 % likely to be known today; next on 12 December.",
        ),
        (
            fact(LEARNING, 0.9999, date(2027, 1, 2)),
            "Learning. About 99 % likely to be known today; next on 2 January 2027.",
        ),
        (fact(DUE, 0.9, TODAY), "Due. About 90 % likely to be known today; due today."),
        (
            fact(DUE, 0.0001, date(2026, 11, 7)),
            "Due. About 1 % likely to be known today; due since 7 November.",
        ),
        (
            fact(HELD, 0.93, date(2026, 12, 12), cards=3),
            "Held. Its weakest card is about 93 % likely to be known today; next on 12 December.",
        ),
        (
            fact(LEARNING, 0.93, date(2026, 12, 12), cards=3, new=1),
            "Learning. Its weakest card is about 93 % likely to be known today; next on "
            "12 December. Not met yet: 1 of its 3 cards.",
        ),
    ],
)
def test_the_panel_says(mark: FactMark, told: str) -> None:
    assert told_mark(mark, TODAY).replace("\u00a0", " ") == told
