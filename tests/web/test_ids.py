"""Ids that the server makes for who has no scripts."""

import uuid
from datetime import UTC, datetime, timedelta

from app.core.events import EVENT_ID
from app.web.ids import new_id

NOW = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)


def test_an_id_is_a_uuid_of_version_seven_that_an_event_may_have() -> None:
    made = new_id(NOW)
    assert EVENT_ID.fullmatch(made)
    assert (uuid.UUID(made).version, uuid.UUID(made).variant) == (7, uuid.RFC_4122)


def test_ids_sort_by_the_time_at_which_they_were_made() -> None:
    times = [NOW + timedelta(milliseconds=step) for step in range(50)]
    made = [new_id(time) for time in times]
    assert made == sorted(made)
    assert uuid.UUID(made[0]).int >> 80 == int(NOW.timestamp() * 1000)


def test_no_two_are_alike() -> None:
    assert len({new_id(NOW) for _ in range(1_000)}) == 1_000
