"""What Today and the statistics ask of the ledger, on both databases."""

from datetime import date, timedelta

import pytest

from app.core.events import Buried, Grade, Suspended
from app.core.recall import predicted_recall
from app.core.standing import Standing
from app.ledger.append import record
from app.ledger.editions import Edition, find_edition
from app.ledger.forecast import next_scheduled, scheduled
from app.ledger.learners import Learner, add_learner, change_settings
from app.ledger.ledger import Ledger
from app.ledger.rebuild import rebuild
from app.ledger.schedules import schedules_among
from app.ledger.standings import Met, standings_of
from app.ledger.studied import days_studied, xp_by_course
from tests.ledger.making import NOW, TODAY, answer, days, event_id

CARDS = [f"{course}.k{number}.1" for course in ("keras", "rivers") for number in range(3)]


@pytest.fixture
def ada(ledger: Ledger) -> Learner:
    """All six met ten days ago; three of them known again nine days ago, so due three days ago."""
    ada = add_learner(ledger, "ada", NOW - days(300))
    first = [answer(n, card=card, at=NOW - days(10)) for n, card in enumerate(CARDS, 1)]
    second = [answer(10 + n, card=card, at=NOW - days(9)) for n, card in enumerate(CARDS[:3])]
    record(ledger, ada.learner_id, [*first, *second], NOW)
    return ada


def edition_of(ledger: Ledger, ada: Learner) -> Edition:
    with ledger.read() as connection:
        edition = find_edition(connection, ada.learner_id)
    assert edition
    return edition


def met(ledger: Ledger, ada: Learner, on: date = TODAY) -> dict[str, Met]:
    with ledger.read() as connection:
        found = standings_of(connection, edition_of(ledger, ada), on)
        return {card.card_id: card for card in found}


def test_cards_are_counted_by_the_day_on_which_they_come(ledger: Ledger, ada: Learner) -> None:
    edition, start = edition_of(ledger, ada), TODAY - timedelta(days=10)
    with ledger.read() as connection:
        on_keras = scheduled(connection, edition, ["keras"], start, TODAY)
        on_both = scheduled(connection, edition, ["keras", "rivers"], start, TODAY)
        later = scheduled(connection, edition, ["keras", "rivers"], TODAY, TODAY + days(90))
    assert sum(on_keras.values()) == 3
    assert on_both[start + days(1)] == 3
    assert sum(on_both.values()) == 6
    assert not later


def test_the_next_day_is_found_however_far_away(ledger: Ledger, ada: Learner) -> None:
    edition, start = edition_of(ledger, ada), TODAY - timedelta(days=10)
    with ledger.read() as connection:
        assert next_scheduled(connection, edition, ["rivers"], start) == start + days(1)
        assert next_scheduled(connection, edition, ["keras"], start + days(1)) == min(
            scheduled(connection, edition, ["keras"], start + days(1), TODAY)
        )
        assert next_scheduled(connection, edition, ["keras"], TODAY) is None
        assert next_scheduled(connection, edition, [], start) is None


def test_each_card_stands_as_its_schedule_says(ledger: Ledger, ada: Learner) -> None:
    record(
        ledger,
        ada.learner_id,
        [
            answer(30, card=CARDS[0]),
            answer(31, card=CARDS[1], grade=Grade.FORGOT),
            Suspended(event_id(32), CARDS[2], NOW),
            Buried(event_id(33), CARDS[3], NOW, TODAY + days(2)),
        ],
        NOW,
    )
    found = met(ledger, ada)
    assert [found[card].standing for card in CARDS] == [
        Standing.HELD,
        Standing.LEARNING,
        Standing.ASIDE,
        Standing.LEARNING,
        Standing.DUE,
        Standing.DUE,
    ]


@pytest.mark.parametrize("scheduler", ["sm2", "fsrs"])
def test_what_is_due_is_known_as_the_one_prediction_says(
    ledger: Ledger, ada: Learner, scheduler: str
) -> None:
    change_settings(ledger, ada.learner_id, {"scheduler": scheduler})
    rebuild(ledger, ada.learner_id)
    edition = edition_of(ledger, ada)
    with ledger.read() as connection:
        schedules = schedules_among(connection, edition, CARDS)
    for card in met(ledger, ada).values():
        if card.standing is Standing.DUE:
            predicted = predicted_recall(schedules[card.card_id], edition.scheduler, TODAY)
            assert card.known == pytest.approx(predicted)


def test_days_and_xp_are_summed_by_course(ledger: Ledger, ada: Learner) -> None:
    edition = edition_of(ledger, ada)
    with ledger.read() as connection:
        assert days_studied(connection, edition) == {TODAY - days(10), TODAY - days(9)}
        assert xp_by_course(connection, edition) == {"keras": 3 * (5 + 12), "rivers": 15}
