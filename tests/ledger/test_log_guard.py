"""The log can only be added to, whoever asks."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.ledger.append import record
from app.ledger.examine import examine
from app.ledger.findings import REPAIR, RESTORE, Where
from app.ledger.learners import Learner, add_learner, find_learner, remove_learner
from app.ledger.ledger import Ledger
from app.services.check_ledger import put_back_guards
from tests.ledger.making import NOW, answer, days


@pytest.fixture
def ada(ledger: Ledger) -> Learner:
    learner = add_learner(ledger, "ada", NOW - days(30))
    record(ledger, learner.learner_id, [answer(1), answer(2, card="keras.k.1")], NOW)
    return learner


@pytest.mark.parametrize(
    "statement", ["UPDATE events SET sent = ''", "DELETE FROM events", "DELETE FROM learners"]
)
def test_a_change_is_refused(ledger: Ledger, ada: Learner, statement: str) -> None:
    with pytest.raises(DBAPIError):
        ledger.write(lambda connection: connection.execute(text(statement)))
    assert not examine(ledger)


def test_a_replacement_is_refused(file: Ledger) -> None:
    ada = add_learner(file, "ada", NOW - days(30))
    record(file, ada.learner_id, [answer(1)], NOW)
    replacement = text("INSERT OR REPLACE INTO events SELECT * FROM events")
    with pytest.raises(DBAPIError):
        file.write(lambda connection: connection.execute(replacement))


def test_a_learner_can_leave_with_everything(ledger: Ledger, ada: Learner) -> None:
    bob = add_learner(ledger, "bob", NOW - days(30))
    record(ledger, bob.learner_id, [answer(1)], NOW)
    remove_learner(ledger, ada.learner_id)
    assert find_learner(ledger, "ada") is None
    assert not examine(ledger)
    assert add_learner(ledger, "cleo", NOW).learner_id > bob.learner_id


def test_a_missing_guard_is_noticed(ledger: Ledger, ada: Learner) -> None:
    gone = "DROP TRIGGER events_keep" + ("" if ledger.is_file else " ON events")
    ledger.write(lambda connection: connection.execute(text(gone)))
    (finding,) = examine(ledger)
    assert (finding.where, finding.remedy) == (Where.GUARDS, REPAIR)
    assert put_back_guards(ledger, [finding])
    assert not examine(ledger)
    test_a_change_is_refused(ledger, ada, "UPDATE events SET sent = ''")


def test_a_row_changed_behind_our_back_is_noticed(ledger: Ledger, ada: Learner) -> None:
    drop = "DROP TRIGGER events_keep" + ("" if ledger.is_file else " ON events")
    change = "UPDATE events SET received_at = received_at + 1 WHERE number = 1"
    for statement in (drop, change):
        ledger.write(lambda connection, sql=statement: connection.execute(text(sql)))
    found = examine(ledger)
    assert [each for each in found if "event 1 " in each.what]
    assert {each.remedy for each in found if each.where is Where.GUARDS} == {RESTORE}
    assert not put_back_guards(ledger, found)


def test_a_setting_changed_behind_our_back_is_noticed(ledger: Ledger, ada: Learner) -> None:
    change = text("UPDATE learners SET settings = replace(settings, '\"sm2\"', '\"fsrs\"')")
    ledger.write(lambda connection: connection.execute(change))
    assert [each for each in examine(ledger) if "entry of learner" in each.what]
