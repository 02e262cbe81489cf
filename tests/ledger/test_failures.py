"""Failures count for an hour, in one place for all processes."""

from datetime import datetime, timedelta
from threading import Thread

from sqlalchemy import select

from app.ledger.failures import claim_try, count_failure, forget, forgive, free_again_at
from app.ledger.ledger import Ledger
from app.ledger.tables import failures
from tests.ledger.making import NOW

ACCOUNT, PLACE = "account ada", "address 192.0.2.1"
HOUR = timedelta(hours=1)


def fail(ledger: Ledger, subject: str, place: str = PLACE, times: int = 1) -> None:
    for _ in range(times):
        claim_try(ledger, subject, 10, NOW)
        count_failure(ledger, place, NOW)


def counts(ledger: Ledger, *subjects: str, at: datetime = NOW) -> list[int]:
    """With one more allowed than that, there is a try left."""
    return [
        next(most for most in range(99) if not free_again_at(ledger, each, most + 1, at))
        for each in subjects
    ]


def test_each_subject_has_a_count_of_its_own(ledger: Ledger) -> None:
    fail(ledger, ACCOUNT)
    fail(ledger, "account bob")
    assert counts(ledger, ACCOUNT, PLACE, "other") == [1, 2, 0]


def test_an_hour_later_they_are_forgotten(ledger: Ledger) -> None:
    fail(ledger, ACCOUNT)
    assert counts(ledger, ACCOUNT, at=NOW + HOUR) == [0]
    count_failure(ledger, "another", NOW + HOUR)
    with ledger.read() as connection:
        assert len(connection.execute(select(failures)).all()) == 1


def test_the_clocks_hour_gives_no_second_helping(ledger: Ledger) -> None:
    before = NOW.replace(minute=59, second=50)
    assert all(claim_try(ledger, ACCOUNT, 10, before) for _ in range(10))
    assert not claim_try(ledger, ACCOUNT, 10, before + timedelta(seconds=20))
    assert counts(ledger, ACCOUNT, at=before + timedelta(minutes=54)) == [11]


def test_it_is_told_when_there_is_one_more_try(ledger: Ledger) -> None:
    for minute in (0, 20, 40):
        count_failure(ledger, ACCOUNT, NOW + timedelta(minutes=minute))
    at = NOW + timedelta(minutes=41)
    assert free_again_at(ledger, ACCOUNT, 4, at) is None
    assert free_again_at(ledger, ACCOUNT, 3, at) == NOW + HOUR
    assert free_again_at(ledger, ACCOUNT, 2, at) == NOW + HOUR + timedelta(minutes=20)


def test_what_was_its_owners_is_taken_from_both(ledger: Ledger) -> None:
    fail(ledger, ACCOUNT, times=3)
    fail(ledger, "account bob")
    claim_try(ledger, ACCOUNT, 10, NOW)
    forgive(ledger, ACCOUNT, PLACE, NOW)
    assert counts(ledger, ACCOUNT, PLACE) == [0, 1]


def test_failures_elsewhere_give_no_more_guesses_here(ledger: Ledger) -> None:
    fail(ledger, ACCOUNT, "another place", times=3)
    fail(ledger, "account bob")
    claim_try(ledger, ACCOUNT, 10, NOW)
    forgive(ledger, ACCOUNT, PLACE, NOW)
    assert counts(ledger, PLACE, "another place") == [0, 3]


def test_mistypings_of_before_are_taken_back_where_they_were_counted(ledger: Ledger) -> None:
    later = NOW + timedelta(minutes=30)
    fail(ledger, ACCOUNT, times=2)
    fail(ledger, "account bob", times=3)
    count_failure(ledger, PLACE, later)
    claim_try(ledger, ACCOUNT, 10, later)
    forgive(ledger, ACCOUNT, PLACE, later)
    assert counts(ledger, ACCOUNT, PLACE, at=later) == [0, 4]
    assert counts(ledger, PLACE, at=NOW + HOUR) == [1]


def test_a_new_password_forgets_them(ledger: Ledger) -> None:
    fail(ledger, ACCOUNT, times=3)
    forget(ledger, ACCOUNT, NOW)
    assert counts(ledger, ACCOUNT, PLACE) == [0, 3]


def test_nobody_can_read_who_failed(ledger: Ledger) -> None:
    fail(ledger, ACCOUNT)
    with ledger.read() as connection:
        assert "ada" not in str(connection.execute(select(failures)).all())


def test_many_at_once_have_no_more_tries_than_one_by_one(ledger: Ledger) -> None:
    heard: list[bool] = []

    def guess() -> None:
        heard.extend(claim_try(ledger, ACCOUNT, 10, NOW) for _ in range(10))

    guessing = [Thread(target=guess) for _ in range(4)]
    for each in guessing:
        each.start()
    for each in guessing:
        each.join()
    assert sorted(heard) == [False] * 30 + [True] * 10
