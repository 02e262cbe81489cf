"""Whatever a learner does while a reminder is under way, nothing is doubled or left behind."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from app.core.errors import NotFound
from app.ledger.learners import change_settings, remove_learner
from app.ledger.ledger import Ledger
from app.ledger.reminder_channels import remove_channel, switch_off
from app.ledger.reminder_history import State
from app.ledger.tables import reminder_channels, reminders
from app.notify.channel import Later, Never, Outcome, Sent
from tests.services.reminding import DAY, FRIDAY, Reminding, morning

OUTCOMES = [Sent(), Later("busy"), Never("gone", is_gone=True)]


def rows(ledger: Ledger) -> int:
    with ledger.read() as connection:
        tables = (reminder_channels, reminders)
        return sum(connection.scalar(select(func.count()).select_from(t)) or 0 for t in tables)


def remove_it(to_ada: Reminding) -> None:
    remove_channel(to_ada.ada.ledger, to_ada.ada.learner.learner_id, "c1")


def leave(to_ada: Reminding) -> None:
    remove_learner(to_ada.ada.ledger, to_ada.ada.learner.learner_id)


@pytest.mark.parametrize("go", [remove_it, leave])
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_who_goes_while_it_is_sent_leaves_nothing_behind(
    to_ada: Reminding, go: Callable[[Reminding], None], outcome: Outcome
) -> None:
    to_ada.email.outcome = outcome
    to_ada.email.meanwhile = lambda: go(to_ada)
    (came,) = to_ada.look(morning(0))
    assert came.state in (State.SENT, State.WAITING, State.FAILED)
    assert rows(to_ada.ada.ledger) == 0
    assert not to_ada.look(morning(1))
    with pytest.raises(NotFound):
        to_ada.channel()


@pytest.mark.parametrize("outcome", OUTCOMES[:2])
def test_who_ends_them_while_one_is_sent_gets_no_other(to_ada: Reminding, outcome: Outcome) -> None:
    ledger, ada = to_ada.ada.ledger, to_ada.ada.learner.learner_id
    to_ada.email.outcome = outcome
    to_ada.email.meanwhile = lambda: switch_off(ledger, ada, "c1", "you ended it", morning(0))
    to_ada.look(morning(0))
    to_ada.email.outcome = Sent()
    for day in range(4):
        to_ada.look(morning(day, 9))
    assert len(to_ada.email.taken) == 1
    assert to_ada.channel().off_because == "you ended it"


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles", "Pacific/Apia"])
def test_another_zone_a_minute_before_its_time_gives_one_a_date_at_most(
    to_ada: Reminding, zone: str
) -> None:
    ledger, ada = to_ada.ada.ledger, to_ada.ada.learner.learner_id
    to_ada.look(morning(0, 7, 29))
    change_settings(ledger, ada, {"zone": zone})
    for hour in range(7, 96):
        to_ada.look(morning(hour // 24, hour % 24, 30))
    dates = to_ada.sent_for()
    assert len(set(dates)) == len(dates)
    assert dates[0] in (FRIDAY, FRIDAY + DAY)


def test_a_clock_that_jumps_to_and_fro_sends_one_a_date(to_ada: Reminding) -> None:
    for hour in (8, 6, 8, 7, 9, 0, 8):
        to_ada.look(morning(0, hour))
    for day in (1, 0, 1, 0):
        to_ada.look(morning(day, 8))
    dates = to_ada.sent_for()
    assert len(set(dates)) == len(dates)
