"""Failures are counted by the hour, in one place for all processes."""

from datetime import timedelta
from threading import Thread

from sqlalchemy import select

from app.ledger.failures import count_failure, failures_of, forgive
from app.ledger.ledger import Ledger
from app.ledger.tables import failures
from tests.ledger.making import NOW

ACCOUNT, PLACE = "account ada", "address 192.0.2.1"
HOUR = timedelta(hours=1)


def test_each_subject_has_a_count_of_its_own(ledger: Ledger) -> None:
    count_failure(ledger, [ACCOUNT, PLACE], NOW)
    count_failure(ledger, ["account bob", PLACE], NOW)
    counted = [failures_of(ledger, subject, NOW) for subject in (ACCOUNT, PLACE, "other")]
    assert counted == [1, 2, 0]


def test_an_hour_later_they_are_forgotten(ledger: Ledger) -> None:
    count_failure(ledger, [ACCOUNT, PLACE], NOW)
    assert failures_of(ledger, ACCOUNT, NOW + HOUR) == 0
    count_failure(ledger, ["another"], NOW + HOUR)
    with ledger.read() as connection:
        assert len(connection.execute(select(failures)).all()) == 1


def test_what_was_its_owners_is_taken_from_both(ledger: Ledger) -> None:
    for _ in range(3):
        count_failure(ledger, [ACCOUNT, PLACE], NOW)
    count_failure(ledger, ["account bob", PLACE], NOW)
    forgive(ledger, ACCOUNT, PLACE, NOW)
    assert failures_of(ledger, ACCOUNT, NOW) == 0
    assert failures_of(ledger, PLACE, NOW) == 1


def test_failures_elsewhere_give_no_more_guesses_here(ledger: Ledger) -> None:
    for _ in range(3):
        count_failure(ledger, [ACCOUNT, "another place"], NOW)
    count_failure(ledger, ["account bob", PLACE], NOW)
    forgive(ledger, ACCOUNT, PLACE, NOW)
    assert failures_of(ledger, PLACE, NOW) == 0
    assert failures_of(ledger, "another place", NOW) == 3


def test_nobody_can_read_who_failed(ledger: Ledger) -> None:
    count_failure(ledger, [ACCOUNT], NOW)
    with ledger.read() as connection:
        assert "ada" not in str(connection.execute(select(failures)).all())


def test_none_is_lost_when_many_fail_at_once(ledger: Ledger) -> None:
    def guess() -> None:
        for _ in range(10):
            count_failure(ledger, [ACCOUNT, PLACE], NOW)

    guessing = [Thread(target=guess) for _ in range(4)]
    for each in guessing:
        each.start()
    for each in guessing:
        each.join()
    assert failures_of(ledger, ACCOUNT, NOW) == failures_of(ledger, PLACE, NOW) == 40
