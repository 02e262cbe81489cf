"""What is asked next, from a real ledger and a library's order, on both databases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import text

from app.core.events import AskedAs, Buried, Grade, Suspended
from app.ledger.append import record
from app.ledger.courses import follow_course
from app.ledger.learners import Learner, add_learner, change_settings
from app.ledger.ledger import Ledger
from app.services.choose_cards import ALL, choose_cards
from app.services.show_due import show_due
from tests.ledger.making import NOW, answer, days, event_id, undo


@dataclass
class Course:
    """The library's side: so many notes with two cards each, the second waiting for the first."""

    notes: int = 30
    version: str = "1"
    reads: int = 0

    def build(self) -> str:
        return self.version

    def card_order(self, course: str, position: int = 0) -> Iterator[dict[str, Any]]:
        for number in range(position, 2 * self.notes):
            self.reads += 1
            yield self._row(number)

    def cards_named(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        wanted = set(ids)
        rows = map(self._row, range(2 * self.notes))
        return [row for row in rows if row["id"] in wanted]

    def _row(self, number: int) -> dict[str, Any]:
        note, second = divmod(number, 2)
        name = f"keras.k{note:03}"
        waits_for = f"{name}.1" if second else None
        row = {"id": f"{name}.{second + 1}", "course": "keras", "siblings": f"k{note:03}"}
        return {**row, "position": number, "waits_for": waits_for}


@pytest.fixture
def ada(ledger: Ledger) -> Learner:
    learner = add_learner(ledger, "ada", NOW - days(399))
    follow_course(ledger, learner.learner_id, "keras", NOW)
    return learner


def asked(ledger: Ledger, course: Course, learner: Learner, after_days: float = 0) -> list[str]:
    now = NOW + days(after_days)
    chosen = choose_cards(ledger, course, learner, now, ALL)  # type: ignore[arg-type]
    return [card.card_id for card in chosen.asked]


def firsts(*numbers: int) -> list[str]:
    return [f"keras.k{number:03}.1" for number in numbers]


def test_new_cards_come_in_lesson_order_eight_a_day(ledger: Ledger, ada: Learner) -> None:
    assert asked(ledger, Course(), ada) == firsts(*range(8))


def test_what_was_begun_today_counts_for_the_day(ledger: Ledger, ada: Learner) -> None:
    begun = [answer(n + 1, card=card) for n, card in enumerate(firsts(0, 1, 2))]
    record(ledger, ada.learner_id, begun, NOW)
    assert asked(ledger, Course(), ada) == firsts(3, 4, 5, 6, 7)


def test_tomorrow_the_reviews_come_first(ledger: Ledger, ada: Learner) -> None:
    record(ledger, ada.learner_id, [answer(1, card=firsts(0)[0])], NOW)
    assert asked(ledger, Course(), ada, 1)[0] == firsts(0)[0]


def test_the_other_direction_waits_for_the_six_day_step(ledger: Ledger, ada: Learner) -> None:
    course = Course(notes=1)
    card = firsts(0)[0]
    when = (30, 29, 10)
    record(
        ledger,
        ada.learner_id,
        [answer(n, card=card, at=NOW - days(back)) for n, back in enumerate(when, 1)],
        NOW,
    )
    assert asked(ledger, course, ada) == ["keras.k000.2"]


def test_an_undone_first_answer_makes_the_card_new_again(ledger: Ledger, ada: Learner) -> None:
    course = Course()
    first = answer(1, card=firsts(0)[0])
    record(ledger, ada.learner_id, [first], NOW)
    assert asked(ledger, course, ada)[0] == firsts(1)[0]
    record(ledger, ada.learner_id, [undo(2, first)], NOW)
    assert asked(ledger, course, ada)[0] == firsts(0)[0]


def test_what_was_set_aside_is_not_asked(ledger: Ledger, ada: Learner) -> None:
    aside = Suspended(event_id(1), firsts(0)[0], NOW)
    later = Buried(event_id(2), firsts(1)[0], NOW, NOW.date() + days(3))
    record(ledger, ada.learner_id, [aside, later], NOW)
    assert asked(ledger, Course(), ada)[:2] == firsts(2, 3)
    assert asked(ledger, Course(), ada, 3)[:2] == firsts(1, 2)


def test_a_card_that_left_the_lessons_is_not_asked(ledger: Ledger, ada: Learner) -> None:
    gone = answer(1, card="keras.gone.1", at=NOW - days(9))
    record(ledger, ada.learner_id, [gone], NOW)
    assert "keras.gone.1" not in asked(ledger, Course(), ada)


def test_after_an_absence_the_cap_holds_and_nothing_new_comes(ledger: Ledger, ada: Learner) -> None:
    ada = change_settings(ledger, ada.learner_id, {"cap_per_day": 5})
    cards = firsts(*range(25))
    learned = [answer(n, card=card, at=NOW - days(60)) for n, card in enumerate(cards, 1)]
    record(ledger, ada.learner_id, learned, NOW)
    found = asked(ledger, Course(), ada)
    assert len(found) == 5
    assert set(found) <= set(cards)
    count = show_due(ledger, Course(), ada, NOW)  # type: ignore[arg-type]
    assert (count.reviews, count.new) == (5, 0)


def test_a_forgotten_card_comes_back_as_practice(ledger: Ledger, ada: Learner) -> None:
    card = firsts(0)[0]
    record(ledger, ada.learner_id, [answer(1, card=card, grade=Grade.FORGOT)], NOW)
    chosen = choose_cards(ledger, Course(), ada, NOW, ALL)  # type: ignore[arg-type]
    (again,) = [each for each in chosen.asked if each.card_id == card]
    assert again.asked_as is AskedAs.PRACTICE


def test_a_remembered_frontier_saves_the_search(ledger: Ledger, ada: Learner) -> None:
    course = Course(notes=1_000)
    cards = [f"keras.k{n:03}.{part}" for n in range(600) for part in (1, 2)]
    begun = [answer(n, card=card, at=NOW - days(300)) for n, card in enumerate(cards, 1)]
    record(ledger, ada.learner_id, begun, NOW)
    calm = change_settings(ledger, ada.learner_id, {"cap_per_day": 10_000})
    first = asked(ledger, course, calm)
    course.reads = 0
    assert asked(ledger, course, calm) == first
    assert course.reads < 200
    course.version = "2"
    assert asked(ledger, course, calm) == first


def test_dropped_tables_are_made_again_when_they_are_asked(ledger: Ledger, ada: Learner) -> None:
    record(ledger, ada.learner_id, [answer(1, card=firsts(0)[0])], NOW)
    before = asked(ledger, Course(), ada, 1)
    for table in ("derived_edition", "derived_schedule", "derived_day", "derived_frontier"):
        statement = text(f"DELETE FROM {table}")
        ledger.write(lambda connection, sql=statement: connection.execute(sql))
    assert asked(ledger, Course(), ada, 1) == before
