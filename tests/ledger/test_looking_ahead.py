"""What Today and the statistics ask of the ledger, on both databases."""

from datetime import date, timedelta

import pytest

from app.core.events import Buried, Grade, Suspended
from app.core.recall import predicted_recall
from app.core.standing import Standing
from app.ledger.append import record
from app.ledger.editions import Edition, find_edition
from app.ledger.forecast import all_due, scheduled
from app.ledger.learners import Learner, add_learner, change_settings
from app.ledger.ledger import Ledger
from app.ledger.rebuild import rebuild
from app.ledger.schedules import schedules_among
from app.ledger.standings import cards_since, last_event, standings_among, standings_of
from app.ledger.studied import days_studied, xp_by_course
from tests.ledger.making import NOW, TODAY, answer, days, event_id

CARDS = [f"{course}.k{number}.1" for course in ("keras", "rivers") for number in range(3)]
START = TODAY - timedelta(days=10)


@pytest.fixture
def ada(ledger: Ledger) -> Learner:
    """All six met ten days ago, and three of them known again nine days ago."""
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


def coming(ledger: Ledger, ada: Learner, after: date, until: date) -> dict[str, date]:
    edition = edition_of(ledger, ada)
    with ledger.read() as connection:
        return dict(scheduled(connection, edition, after, until))


def test_cards_come_on_their_days(ledger: Ledger, ada: Learner) -> None:
    found = coming(ledger, ada, START, TODAY)
    assert {card: found[card] for card in CARDS[3:]} == dict.fromkeys(CARDS[3:], START + days(1))
    assert sorted(found) == CARDS
    assert sorted(coming(ledger, ada, START + days(1), TODAY)) == CARDS[:3]
    assert not coming(ledger, ada, TODAY, TODAY + days(90))


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
    edition = edition_of(ledger, ada)
    with ledger.read() as connection:
        found = dict(standings_of(connection, edition, TODAY))
        some = dict(standings_among(connection, edition, TODAY, [CARDS[4], CARDS[0]]))
    assert [found[card] for card in CARDS] == [
        Standing.HELD,
        Standing.LEARNING,
        Standing.ASIDE,
        Standing.LEARNING,
        Standing.DUE,
        Standing.DUE,
    ]
    assert some == {CARDS[0]: Standing.HELD, CARDS[4]: Standing.DUE}


def test_what_came_since_an_event_is_found(ledger: Ledger, ada: Learner) -> None:
    with ledger.read() as connection:
        number = last_event(connection, ada.learner_id)
        assert not cards_since(connection, ada.learner_id, number)
    record(ledger, ada.learner_id, [answer(40, card=CARDS[2]), answer(41, card=CARDS[2])], NOW)
    with ledger.read() as connection:
        assert cards_since(connection, ada.learner_id, number) == {CARDS[2]}
        assert last_event(connection, ada.learner_id) == number + 2


@pytest.mark.parametrize("scheduler", ["sm2", "fsrs"])
def test_what_is_due_is_known_as_the_one_prediction_says(
    ledger: Ledger, ada: Learner, scheduler: str
) -> None:
    change_settings(ledger, ada.learner_id, {"scheduler": scheduler})
    rebuild(ledger, ada.learner_id)
    edition = edition_of(ledger, ada)
    with ledger.read() as connection:
        schedules = schedules_among(connection, edition, CARDS)
        due = list(all_due(connection, edition, TODAY))
    assert {card.card_id for card in due} == {c for c in CARDS if schedules[c].asks_on(TODAY)}
    for card in due:
        mine = schedules[card.card_id]
        assert card.interval_days == mine.interval_days
        assert card.recall == pytest.approx(predicted_recall(mine, edition.scheduler, TODAY))


def test_days_and_xp_are_summed_by_course(ledger: Ledger, ada: Learner) -> None:
    edition = edition_of(ledger, ada)
    with ledger.read() as connection:
        assert days_studied(connection, edition) == {TODAY - days(10), TODAY - days(9)}
        assert xp_by_course(connection, edition) == {"keras": 3 * (5 + 12), "rivers": 15}
