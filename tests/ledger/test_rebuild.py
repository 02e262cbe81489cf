"""Folding the whole log anew: the same result, another scheduler, and answers meanwhile."""

import random

import pytest
from sqlalchemy import Table, delete, text

from app.ledger import log
from app.ledger.append import record
from app.ledger.editions import find_edition
from app.ledger.examine import examine
from app.ledger.findings import Where
from app.ledger.learners import Learner, add_learner, change_settings
from app.ledger.ledger import Ledger
from app.ledger.rebuild import rebuild
from app.ledger.schema import migrate
from app.ledger.tables import DERIVED, derived_schedule
from tests.ledger.looking import state
from tests.ledger.making import NOW, answer, days
from tests.ledger.test_order import history


@pytest.fixture
def ada(ledger: Ledger) -> Learner:
    learner = add_learner(ledger, "ada", NOW - days(300))
    record(ledger, learner.learner_id, history(random.Random(1), 120), NOW)
    return learner


def test_a_rebuild_gives_what_was_there(ledger: Ledger, ada: Learner) -> None:
    before = state(ledger, ada.learner_id)
    rebuild(ledger, ada.learner_id)
    assert state(ledger, ada.learner_id) == before


def test_what_is_derived_may_be_dropped(ledger: Ledger, ada: Learner) -> None:
    before = state(ledger, ada.learner_id)
    for table in DERIVED:
        ledger.write(lambda connection, table=table: connection.execute(delete(table)))
    late = answer(9_001, card="keras.k0.1")
    record(ledger, ada.learner_id, [late], NOW)
    rebuild(ledger, ada.learner_id)
    after = state(ledger, ada.learner_id)
    assert len(after["events"]) == len(before["events"]) + 1
    assert not examine(ledger)


@pytest.mark.parametrize("table", DERIVED, ids=str)
def test_their_tables_may_be_dropped_too(ledger: Ledger, ada: Learner, table: Table) -> None:
    before = state(ledger, ada.learner_id)
    ledger.write(lambda connection: table.drop(connection))
    assert [(each.what, each.remedy) for each in examine(ledger)] == [
        (f"the table {table.name} was dropped", "run `drillbook migrate`")
    ]
    assert migrate(ledger.engine)
    assert not migrate(ledger.engine)
    rebuild(ledger, ada.learner_id)
    assert state(ledger, ada.learner_id) == before
    assert not examine(ledger)


def test_another_scheduler_loses_nothing(ledger: Ledger, ada: Learner) -> None:
    before = state(ledger, ada.learner_id)
    change_settings(ledger, ada.learner_id, {"scheduler": "fsrs", "retention": 0.85})
    rebuild(ledger, ada.learner_id)
    with ledger.read() as connection:
        edition = find_edition(connection, ada.learner_id)
    assert edition
    assert edition.scheduler_name == "fsrs:0.85"
    assert state(ledger, ada.learner_id)["derived_schedule"] != before["derived_schedule"]
    assert not examine(ledger)
    change_settings(ledger, ada.learner_id, {"scheduler": "sm2"})
    rebuild(ledger, ada.learner_id)
    assert state(ledger, ada.learner_id) == before


def test_answers_that_come_meanwhile_are_in_it(
    ledger: Ledger, ada: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "EVENTS_TOGETHER", 5)
    numbers = iter(range(9_000, 10_000))

    def meanwhile(_done: int, _total: int) -> None:
        number = next(numbers)
        card = f"keras.k{number % 6}.1"
        record(ledger, ada.learner_id, [answer(number, card=card, at=NOW)], NOW)

    rebuild(ledger, ada.learner_id, meanwhile)
    assert not examine(ledger)


def test_a_rebuild_that_was_killed_leaves_the_old_one_in_use(
    ledger: Ledger, ada: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "EVENTS_TOGETHER", 5)
    before = state(ledger, ada.learner_id)

    def killed(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(ledger, ada.learner_id, killed)
    assert state(ledger, ada.learner_id) == before
    rebuild(ledger, ada.learner_id)
    assert state(ledger, ada.learner_id) == before
    with ledger.read() as connection:
        edition = find_edition(connection, ada.learner_id)
        rows = connection.execute(derived_schedule.select()).all()
    assert edition
    assert {row.edition for row in rows} == {edition.number}


def test_a_wrong_schedule_is_noticed_and_mended(ledger: Ledger, ada: Learner) -> None:
    before = state(ledger, ada.learner_id)
    wrong = text("UPDATE derived_schedule SET due_on = due_on + 1")
    ledger.write(lambda connection: connection.execute(wrong))
    assert {each.where for each in examine(ledger)} == {Where.DERIVED}
    rebuild(ledger, ada.learner_id)
    assert state(ledger, ada.learner_id) == before
    assert not examine(ledger)
