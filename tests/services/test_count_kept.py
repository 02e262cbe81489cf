"""What was still known is counted once, and then only what has changed: as a fresh count has it."""

import random

import pytest

from app.core.events import Event, Grade, Reset
from app.core.kept import Kept
from app.ledger.append import record
from app.ledger.editions import find_edition
from app.ledger.learners import Learner, add_learner, change_settings
from app.ledger.ledger import Ledger
from app.ledger.rebuild import rebuild
from app.services import count_kept as counting
from app.services.count_kept import count_kept
from app.services.remembered import Remembered
from tests.ledger.making import NOW, answer, days, event_id, undo
from tests.services.numbered import cards

CARDS = cards(0, 4)


@pytest.fixture
def ada(ledger: Ledger) -> Learner:
    return add_learner(ledger, "ada", NOW - days(300))


def kept(ledger: Ledger, ada: Learner) -> tuple[Kept, ...]:
    with ledger.read() as connection:
        edition = find_edition(connection, ada.learner_id)
    assert edition
    return count_kept(ledger, ada, edition)


def fresh(ledger: Ledger, ada: Learner, monkeypatch: pytest.MonkeyPatch) -> tuple[Kept, ...]:
    with monkeypatch.context() as patch:
        patch.setattr(counting, "KEPT", Remembered(1))
        return kept(ledger, ada)


def something(draw: random.Random, number: int, before: list[Event], ago: int) -> Event:
    card, at = draw.choice(CARDS), NOW - days(ago)
    match draw.randrange(8):
        case 0 if before:
            return undo(number, draw.choice(before), at)
        case 1:
            return Reset(event_id(number), card, at)
    return answer(number, card=card, grade=draw.choice(list(Grade)), at=at)


@pytest.mark.parametrize("seed", range(3))
def test_any_history_leaves_the_counts_of_a_fresh_look(
    ledger: Ledger, ada: Learner, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    draw, before = random.Random(seed), list[Event]()
    for number in range(60):
        late = draw.random() < 0.2
        ago = draw.randrange(120) if late else 120 - 2 * number
        before.append(something(draw, number, before, ago))
        record(ledger, ada.learner_id, before[-1:], NOW)
        if draw.random() < 0.5:
            assert kept(ledger, ada) == fresh(ledger, ada, monkeypatch)
    assert kept(ledger, ada)


def test_another_scheduler_is_counted_anew(
    ledger: Ledger, ada: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = [answer(n, card=CARDS[0], at=NOW - days(100 - 9 * n)) for n in range(10)]
    record(ledger, ada.learner_id, events, NOW)
    kept(ledger, ada)
    change_settings(ledger, ada.learner_id, {"scheduler": "fsrs"})
    rebuild(ledger, ada.learner_id)
    assert kept(ledger, ada) == fresh(ledger, ada, monkeypatch)
