"""Facts are counted once, and then only what has changed: the result is that of a fresh count."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.core.events import Buried, Event, Grade, Reset, Resumed, Suspended
from app.core.standing import Standing
from app.ledger.append import record
from app.ledger.editions import find_edition
from app.ledger.learners import Learner, add_learner, change_settings
from app.ledger.ledger import Ledger
from app.ledger.rebuild import rebuild
from app.library.shelf import Library
from app.services import count_facts as counting
from app.services.count_facts import FactCount, count_facts
from app.services.remembered import Remembered
from tests.ledger.making import NOW, answer, days, event_id, undo
from tests.services.numbered import cards, numbered_library
from tests.web.sample import write_course

LEARNING = Standing.LEARNING
CARDS = [*cards(0, 12), "keras.gone.1"]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return numbered_library(tmp_path, facts=12)


@pytest.fixture
def ada(ledger: Ledger) -> Learner:
    return add_learner(ledger, "ada", NOW - days(300))


def counted(ledger: Ledger, library: Library, ada: Learner, on: date) -> Mapping[str, FactCount]:
    with ledger.read() as connection:
        edition = find_edition(connection, ada.learner_id)
        assert edition
        return count_facts(connection, ledger, library.now(), edition, on)


def fresh(
    ledger: Ledger, library: Library, ada: Learner, on: date, monkeypatch: pytest.MonkeyPatch
) -> Mapping[str, FactCount]:
    with monkeypatch.context() as patch:
        patch.setattr(counting, "COUNTED", Remembered(1))
        return counted(ledger, library, ada, on)


def something(draw: random.Random, number: int, before: list[Event], ago: int) -> Event:
    card, at = draw.choice(CARDS), NOW - days(ago)
    match draw.randrange(10):
        case 0 if before:
            return undo(number, draw.choice(before), at)
        case 1:
            return Suspended(event_id(number), card, at)
        case 2:
            return Resumed(event_id(number), card, at)
        case 3:
            return Buried(event_id(number), card, at, at.date() + timedelta(days=draw.randrange(9)))
        case 4:
            return Reset(event_id(number), card, at)
    return answer(number, card=card, grade=draw.choice(list(Grade)), at=at)


@pytest.mark.parametrize("seed", range(3))
def test_what_changed_since_is_counted_as_if_anew(
    ledger: Ledger, library: Library, ada: Learner, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw, sent, number = random.Random(seed), list[Event](), 0
    for ago in range(60, 0, -3):
        for _ in range(draw.randrange(8)):
            number += 1
            sent.append(something(draw, number, sent, ago))
            record(ledger, ada.learner_id, sent[-1:], NOW)
        on = (NOW - days(ago)).date()
        found = counted(ledger, library, ada, on)
        assert found == fresh(ledger, library, ada, on, monkeypatch)


def test_another_fold_is_counted_anew(
    ledger: Ledger, library: Library, ada: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    learned = [answer(n, card=card, at=NOW - days(9)) for n, card in enumerate(CARDS, 1)]
    record(ledger, ada.learner_id, learned, NOW)
    before = counted(ledger, library, ada, NOW.date())
    change_settings(ledger, ada.learner_id, {"scheduler": "fsrs"})
    rebuild(ledger, ada.learner_id)
    after = counted(ledger, library, ada, NOW.date())
    assert after == fresh(ledger, library, ada, NOW.date(), monkeypatch)
    assert before["keras"].cards == after["keras"].cards == {Standing.DUE: 12}


def test_a_day_that_goes_back_is_counted_anew(
    ledger: Ledger, library: Library, ada: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(ledger, ada.learner_id, [answer(1, card=CARDS[0], at=NOW - days(1))], NOW)
    today, yesterday = NOW.date(), (NOW - days(1)).date()
    assert counted(ledger, library, ada, today)["keras"].facts == {Standing.DUE: 1}
    assert counted(ledger, library, ada, yesterday)["keras"].facts == {LEARNING: 1}


def test_a_fact_of_several_cards_is_held_when_all_of_them_are(
    ledger: Ledger, tmp_path: Path, ada: Learner
) -> None:
    write_course(tmp_path / "content")
    library = numbered_library(tmp_path, courses=())
    number = 0
    for part, standing in (("c2", LEARNING), ("c3", LEARNING), ("c4", Standing.HELD)):
        for ago in (34, 33, 26, 10):
            number += 1
            known = answer(number, card=f"rivers.rhine.{part}", at=NOW - days(ago))
            record(ledger, ada.learner_id, [known], NOW)
        assert counted(ledger, library, ada, NOW.date())["rivers"].facts == {standing: 1}


def test_each_lesson_is_counted_by_itself(ledger: Ledger, tmp_path: Path, ada: Learner) -> None:
    write_course(tmp_path / "content")
    library = numbered_library(tmp_path, courses=())
    for number, card in enumerate(("rivers.delta.1", "rivers.divide.answer"), 1):
        found = counted(ledger, library, ada, NOW.date())
        assert sum(found["rivers"].facts.values() if found else ()) == number - 1
        record(ledger, ada.learner_id, [answer(number, card=card, at=NOW - days(1))], NOW)
    found = counted(ledger, library, ada, NOW.date())
    assert found["rivers"].facts == {Standing.DUE: 2}
    assert found["rivers/mouths"].facts == found["rivers/springs"].facts == {Standing.DUE: 1}
