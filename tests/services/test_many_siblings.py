"""Notes of many cards: siblings are asked on different days, and never in place of other notes."""

from typing import Any

import pytest

from app.core.events import Buried, Grade, Suspended
from app.ledger.append import record
from app.ledger.courses import follow_course
from app.ledger.learners import Learner, add_learner, change_settings
from app.ledger.ledger import Ledger
from tests.ledger.making import NOW, answer, days, event_id
from tests.services.test_choose_cards import Course, asked

GAPS = 6


class Gaps(Course):
    """Each note has six cards, and none of them waits for another."""

    def _row(self, number: int) -> dict[str, Any]:
        note, gap = divmod(number, GAPS)
        row = {"id": f"keras.k{note:03}.{gap + 1}", "course": "keras", "waits_for": None}
        return {**row, "siblings": f"k{note:03}", "position": number}


@pytest.fixture
def ada(file: Ledger) -> Learner:
    learner = add_learner(file, "ada", NOW - days(399))
    follow_course(file, learner.learner_id, "keras", NOW)
    return learner


@pytest.fixture
def course() -> Gaps:
    return Gaps(notes=30 * GAPS // 2)


def notes(cards: list[str]) -> list[int]:
    return [int(card_id.split(".")[1][1:]) for card_id in cards]


def learned(ledger: Ledger, learner: Learner, cards: list[str], ago: float) -> None:
    at = NOW - days(ago)
    events = [answer(int(ago) * 1_000 + n, card=c, at=at) for n, c in enumerate(cards, 1)]
    record(ledger, learner.learner_id, events, at)


def test_on_the_second_day_other_notes_begin(file: Ledger, ada: Learner, course: Gaps) -> None:
    learned(file, ada, asked(file, course, ada), 1)
    assert sorted(notes(asked(file, course, ada))) == [*range(16)]


def test_in_a_backlog_a_day_has_as_many_notes_as_it_may(
    file: Ledger, ada: Learner, course: Gaps
) -> None:
    """Also when the surest of them are siblings, and siblings of what was answered before."""
    ada = change_settings(file, ada.learner_id, {"cap_per_day": 10})
    for gap in range(1, GAPS + 1):
        cards = [f"keras.k{note:03}.{gap}" for note in range(30)]
        learned(file, ada, cards, 20 - gap)
    first = asked(file, course, ada)
    assert len(set(notes(first))) == 10
    for number, card_id in enumerate(first[:6]):
        record(file, ada.learner_id, [answer(50_000 + number, card=card_id)], NOW)
    assert asked(file, course, ada) == first[6:]


@pytest.mark.parametrize("grade", [Grade.FORGOT, Grade.HARD])
def test_what_is_set_aside_or_put_off_is_not_repeated(
    file: Ledger, ada: Learner, course: Gaps, grade: Grade
) -> None:
    first, second, third = asked(file, course, ada)[:3]
    answers = [answer(n, card=c, grade=grade) for n, c in enumerate((first, second, third), 1)]
    aside = Suspended(event_id(8), first, NOW)
    later = Buried(event_id(9), second, NOW, (NOW + days(1)).date())
    record(file, ada.learner_id, [*answers, aside, later], NOW)
    left = asked(file, course, ada)
    assert third in left
    assert not {first, second} & set(left)
