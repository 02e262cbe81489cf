"""The way into the log: what is recorded, what is there already, and what is refused."""

import pytest
from sqlalchemy import select

from app.core.errors import NotFound
from app.core.events import Grade
from app.ledger.append import Outcome, record
from app.ledger.learners import Learner, add_learner
from app.ledger.ledger import Ledger
from app.ledger.tables import events
from tests.ledger.making import CARD, NOW, answer, days, undo


@pytest.fixture
def ada(ledger: Ledger) -> Learner:
    return add_learner(ledger, "ada", NOW - days(30))


def outcomes(results: tuple) -> list[Outcome]:
    return [result.outcome for result in results]


def count(ledger: Ledger) -> int:
    with ledger.read() as connection:
        return len(connection.execute(select(events.c.number)).all())


def test_an_answer_is_recorded_and_read_back(ledger: Ledger, ada: Learner) -> None:
    assert outcomes(record(ledger, ada.learner_id, [answer(1)], NOW)) == [Outcome.RECORDED]
    assert count(ledger) == 1


def test_the_same_answer_sent_again_changes_nothing(ledger: Ledger, ada: Learner) -> None:
    record(ledger, ada.learner_id, [answer(1)], NOW)
    again = record(ledger, ada.learner_id, [answer(1), answer(1)], NOW + days(500))
    assert outcomes(again) == [Outcome.ALREADY, Outcome.ALREADY]
    assert count(ledger) == 1


def test_the_same_id_with_another_content_is_a_conflict(ledger: Ledger, ada: Learner) -> None:
    record(ledger, ada.learner_id, [answer(1)], NOW)
    (result,) = record(ledger, ada.learner_id, [answer(1, grade=Grade.EASY)], NOW)
    assert result.outcome is Outcome.CONFLICT
    assert result.message
    assert count(ledger) == 1


def test_one_bad_event_does_not_cost_the_good_ones(ledger: Ledger, ada: Learner) -> None:
    old = answer(2, at=NOW - days(401), day=TODAY_OF_OLD)
    results = record(ledger, ada.learner_id, [answer(1), old, answer(3, card="a.b.c")], NOW)
    assert outcomes(results) == [Outcome.RECORDED, Outcome.INVALID, Outcome.RECORDED]
    assert "400 days" in results[1].message


TODAY_OF_OLD = (NOW - days(401)).date()


def test_a_clock_that_runs_ahead_is_set_back_once(ledger: Ledger, ada: Learner) -> None:
    ahead = answer(1, at=NOW + days(1))
    assert outcomes(record(ledger, ada.learner_id, [ahead], NOW)) == [Outcome.RECORDED]
    assert outcomes(record(ledger, ada.learner_id, [ahead], NOW + days(2))) == [Outcome.ALREADY]


def test_an_undo_cannot_be_undone(ledger: Ledger, ada: Learner) -> None:
    first = answer(1)
    second = undo(2, first)
    record(ledger, ada.learner_id, [first, second], NOW)
    (result,) = record(ledger, ada.learner_id, [undo(3, second)], NOW)
    assert result.outcome is Outcome.INVALID


def test_the_same_id_may_be_another_learners_too(ledger: Ledger, ada: Learner) -> None:
    bob = add_learner(ledger, "bob", NOW - days(30))
    record(ledger, ada.learner_id, [answer(1)], NOW)
    assert outcomes(record(ledger, bob.learner_id, [answer(1, card="a.b.c")], NOW)) == [
        Outcome.RECORDED
    ]


def test_nobody_cannot_answer(ledger: Ledger) -> None:
    with pytest.raises(NotFound):
        record(ledger, 99, [answer(1)], NOW)


def test_texts_that_no_encoding_knows_are_kept(ledger: Ledger, ada: Learner) -> None:
    from dataclasses import replace

    odd = replace(answer(1, card=CARD), typed="\ud800\0", zone="\ud800", elapsed_ms=10**30)
    assert outcomes(record(ledger, ada.learner_id, [odd], NOW)) == [Outcome.RECORDED]
    assert outcomes(record(ledger, ada.learner_id, [odd], NOW)) == [Outcome.ALREADY]
