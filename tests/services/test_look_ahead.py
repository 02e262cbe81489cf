"""What Today promises for the days ahead is about what then happens."""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.due import asked_today
from app.core.events import Grade
from app.ledger.append import record
from app.ledger.learners import get_learner
from app.ledger.ledger import Ledger
from app.services.gather_sitting import Sitting, gather_sitting
from tests.ledger.making import NOW, answer
from tests.services.numbered import cards, numbered_library
from tests.web.learning import Learning, learning

LONGEST_DAYS = 40


@pytest.fixture
def ada(file: Ledger, tmp_path: Path) -> Learning:
    ada = learning(file, numbered_library(tmp_path, facts=140))
    ada.follow("keras")
    return ada


def sitting_of(ada: Learning, later: int) -> Sitting:
    learner = get_learner(ada.ledger, ada.learner.learner_id)
    return gather_sitting(ada.ledger, ada.library.now(), learner, NOW + timedelta(days=later))


def days_until_through(ada: Learning) -> int:
    """As it goes for a learner who recalls just as predicted."""
    draw, number = random.Random(1), 500_000
    for later in range(LONGEST_DAYS):
        sitting = sitting_of(ada, later)
        asked = asked_today(sitting.due, sitting.new, sitting.given, sitting.limits)
        if not asked.catching_up:
            return later
        given = []
        for card in asked.reviews:
            number += 1
            grade = Grade.GOOD if draw.random() < card.recall else Grade.FORGOT
            at = NOW + timedelta(days=later, seconds=len(given))
            given.append(answer(number, card=card.card_id, grade=grade, at=at))
        record(ada.ledger, ada.learner.learner_id, given, NOW + timedelta(days=later, hours=1))
    return LONGEST_DAYS


@pytest.mark.parametrize("cap", [20, 40])
def test_the_promised_date_is_about_the_real_one(ada: Learning, cap: int) -> None:
    ada.settings(cap_per_day=cap)
    for ago in (100, 99, 93, 78):
        ada.answers(cards(0, 130), ago=ago)
    promised = ada.today().coming.through_on
    assert promised
    assert abs((promised - NOW.date()).days - days_until_through(ada)) <= 2


def test_the_day_after_asks_what_was_said(ada: Learning) -> None:
    ada.answers(cards(0, 8))
    coming = ada.today().coming
    tomorrow = sitting_of(ada, 1)
    asked = asked_today(tomorrow.due, tomorrow.new, tomorrow.given, tomorrow.limits)
    assert (coming.days[0].reviews, coming.days[0].new) == (len(asked.reviews), len(asked.new))
    assert coming.next_cards == coming.days[0].cards


def test_the_next_card_is_found_months_away(file: Ledger, tmp_path: Path) -> None:
    ada = learning(file, numbered_library(tmp_path, facts=1))
    ada.follow("keras")
    for ago in (390, 389, 383, 368, 330, 240, 1):
        ada.answers(cards(0, 1), ago=ago)
    coming = ada.today().coming
    assert coming.next_on
    assert (coming.next_on - NOW.date()).days > 200
    assert coming.next_cards == 1
