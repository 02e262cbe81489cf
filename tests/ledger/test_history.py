"""A course's part of the log, card by card, on both databases."""

from contextlib import closing

from app.core.fsrs import Fsrs
from app.core.sm2 import Sm2
from app.ledger.append import record
from app.ledger.history import card_histories, scheduler_in_use
from app.ledger.learners import add_learner, change_settings
from app.ledger.ledger import Ledger
from app.ledger.rebuild import rebuild
from tests.ledger.making import NOW, answer, days


def test_it_has_that_courses_cards_alone_each_once(ledger: Ledger) -> None:
    ada = add_learner(ledger, "ada", NOW - days(30))
    bob = add_learner(ledger, "bob", NOW - days(30))
    cards = ["c.b.1", "c.a.2", "c-2.a.1", "cc.a.1", "b.a.1", "c.a.2", "c.a-b.1", "c.a.10"]
    sent = [answer(n, card=card) for n, card in enumerate(cards)]
    record(ledger, ada.learner_id, sent, NOW)
    record(ledger, bob.learner_id, [answer(90, card="c.z.1")], NOW)
    with ledger.read() as connection, closing(card_histories(connection, ada.learner_id, "c")) as c:
        found = {card: [event.id for event in log] for card, log in c}
    assert {card: len(log) for card, log in found.items()} == {
        "c.b.1": 1, "c.a.2": 2, "c.a-b.1": 1, "c.a.10": 1,
    }  # fmt: skip
    assert sorted(found["c.a.2"]) == [sent[1].id, sent[5].id]


def test_another_scheduler_is_in_use_once_the_rebuild_is_done(ledger: Ledger) -> None:
    ada = add_learner(ledger, "ada", NOW - days(30))
    ada = change_settings(ledger, ada.learner_id, {"scheduler": "fsrs", "retention": 0.8})
    with ledger.read() as connection:
        assert scheduler_in_use(connection, ada) == Sm2()
    rebuild(ledger, ada.learner_id)
    with ledger.read() as connection:
        assert scheduler_in_use(connection, ada) == Fsrs(0.8)


def test_where_nothing_derived_is_left_it_is_the_chosen_one(ledger: Ledger) -> None:
    ada = add_learner(ledger, "ada", NOW - days(30))
    ada = change_settings(ledger, ada.learner_id, {"scheduler": "fsrs"})
    ledger.write(lambda connection: connection.exec_driver_sql("DELETE FROM derived_edition"))
    with ledger.read() as connection:
        assert scheduler_in_use(connection, ada) == Fsrs()
