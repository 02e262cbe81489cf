"""Why a card comes when it does, in words for who learns it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from app.core.events import (
    AskedAs,
    Buried,
    Event,
    Grade,
    Reset,
    Resumed,
    Reviewed,
    Suspended,
    Voided,
)
from app.core.schedule import explain
from app.core.sm2 import Sm2
from app.core.telling import told_day, told_step, told_why

CARD = "keras.origin.1"
TODAY = date(2026, 11, 20)


def on(
    day: int, grade: Grade = Grade.GOOD, asked_as: AskedAs = AskedAs.REVIEW, id_: int = 0
) -> Reviewed:
    at = datetime(2026, 11, day, 12, tzinfo=UTC)
    name = f"01900000-0000-7000-8000-{id_ or day:012x}"
    return Reviewed(name, CARD, at, grade, at, at.date(), "UTC", 1_000, asked_as)


def why(*events: Event, spread: bool = False) -> str:
    steps = explain(CARD, events, Sm2(), spread=spread)
    return told_why(steps[-1].after, steps, TODAY)


def tell(*events: Event, spread: bool = False) -> Sequence[str]:
    return [told_step(step, TODAY) for step in explain(CARD, events, Sm2(), spread=spread)]


def test_why_this_date() -> None:
    assert why(on(12), on(13)) == (
        "You answered this on 12 and 13 November. "
        'After the second "got it" the gap is 6 days, so it is due on 19 November.'
    )


def test_a_month_is_named_once() -> None:
    at = datetime(2026, 10, 30, 12, tzinfo=UTC)
    name = "01900000-0000-7000-8000-0000000000b1"
    october = Reviewed(name, CARD, at, Grade.GOOD, at, at.date(), "UTC", 1_000)
    assert why(october, on(1), on(8)).startswith("You answered this on 30 October, 1 and 8 Nov")


def test_one_answer_has_its_own_words() -> None:
    assert why(on(12)) == (
        "You answered this on 12 November. "
        'After the first "got it" the gap is 1 day, so it is due on 13 November.'
    )


def test_many_answers_are_counted() -> None:
    said = why(on(1), on(2), on(8), on(10, Grade.FORGOT), on(11, Grade.FORGOT))
    assert said.startswith("You answered this on 5 days, last on 11 November.")
    assert "You had forgotten it, so the gap begins again with 1 day" in said


def test_practice_is_no_part_of_the_reason() -> None:
    assert why(on(12), on(12, asked_as=AskedAs.PRACTICE, id_=99)) == why(on(12))


def test_a_spread_date_says_so() -> None:
    said = " ".join(why(on(d), on(d + 1), spread=True) for d in range(1, 3))
    assert "so that a lesson's cards come apart" in said or "7 days" not in said
    moved = tell(on(1), on(2), on(8), spread=True)[-1]
    assert "day earlier, so that" in moved or "day later, so that" in moved


def test_what_is_set_aside_or_put_off_says_when_it_returns() -> None:
    at = datetime(2026, 11, 15, tzinfo=UTC)
    aside = Suspended("01900000-0000-7000-8000-0000000000a1", CARD, at)
    later = Buried("01900000-0000-7000-8000-0000000000a2", CARD, at, date(2027, 1, 2))
    assert why(on(12), aside).endswith("It is set aside until you bring it back.")
    assert why(on(12), later).endswith("You put it off until 2 January 2027.")
    assert why(aside) == "This card is new to you. It is set aside until you bring it back."


def test_every_step_is_told() -> None:
    at = datetime(2026, 11, 15, tzinfo=UTC)
    ids = [f"01900000-0000-7000-8000-{0xA0 + n:012x}" for n in range(5)]
    told = tell(
        on(12),
        on(12, Grade.HARD, AskedAs.PRACTICE, 99),
        on(13, id_=98),
        Voided(ids[0], CARD, at, on(13, id_=98).id),
        Suspended(ids[1], CARD, at),
        Resumed(ids[2], CARD, at),
        Buried(ids[3], CARD, at, date(2026, 11, 21)),
        Reset(ids[4], CARD, at),
    )
    assert told == [
        "Good. Counted, since the first answer of a new card: the gap is 1 day, so it is due on "
        "13 November.",
        "Hard. The schedule stays as it was: asked as practice, which moves nothing.",
        "Taken back: as if it had never been.",
        "Took back an earlier one.",
        "Set aside.",
        "Brought back.",
        "Put off until 21 November.",
        "Begun anew.",
    ]


@pytest.mark.parametrize(
    ("day", "said"), [(TODAY, "20 November"), (TODAY - timedelta(days=365), "20 November 2025")]
)
def test_the_year_is_told_where_it_is_another(day: date, said: str) -> None:
    assert told_day(day, TODAY) == said
