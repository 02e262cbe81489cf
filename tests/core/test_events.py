"""What makes an event acceptable, in words for whoever sent it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.core.events import (
    CLOCK_TOLERANCE,
    Event,
    Reset,
    Voided,
    effective_at,
    problems,
    target_problem,
)
from tests.core.answers import CARD, answer, at, day, event_id, undo

NOW = at(10)
BORN_AT = at(-500)


def said(event: Event, now: datetime = NOW, born_at: datetime = BORN_AT) -> tuple[str, ...]:
    return problems(event, now=now, born_at=born_at)


def test_an_ordinary_answer_has_no_problems() -> None:
    assert said(answer(1, on=9)) == ()


def test_an_answer_from_a_clock_that_runs_ahead_is_put_five_minutes_ahead_at_most() -> None:
    assert effective_at(NOW + timedelta(days=30), NOW) == NOW + CLOCK_TOLERANCE
    assert effective_at(NOW - timedelta(days=30), NOW) == NOW - timedelta(days=30)


def test_a_time_that_nobody_clamped_is_refused() -> None:
    assert "future" in said(replace(answer(1, on=9), effective_at=NOW + timedelta(hours=1)))[0]


@pytest.mark.parametrize(("days_ago", "fine"), [(399, True), (401, False)])
def test_an_event_older_than_400_days_is_refused(days_ago: int, fine: bool) -> None:
    event = Reset(event_id(1), CARD, NOW - timedelta(days=days_ago))
    assert (said(event) == ()) is fine


def test_an_event_older_than_the_learner_is_refused() -> None:
    assert "before the learner began" in said(answer(1, on=3), born_at=at(5))[0]


@pytest.mark.parametrize(("apart", "fine"), [(-3, False), (-2, True), (2, True), (3, False)])
def test_a_study_day_lies_within_two_days_of_the_answer(apart: int, fine: bool) -> None:
    event = replace(answer(1, on=5), study_day=day(5 + apart))
    assert (said(event) == ()) is fine


def test_the_day_of_an_answer_is_read_in_utc() -> None:
    late = datetime.fromisoformat("2026-01-05T23:30:00-11:00")
    event = replace(answer(1, on=5), answered_at=late, study_day=late.date() + timedelta(days=3))
    assert said(event) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        "1",
        "",
        "00000000-0000-4000-8000-000000000001",
        "00000000-0000-7000-C000-000000000001",
        event_id(1) + "\n",
    ],
)
def test_an_id_is_a_uuid_of_version_7(wrong: str) -> None:
    assert "version 7" in said(replace(answer(1, on=9), id=wrong))[0]
    assert "id of an event" in said(Voided(event_id(1), CARD, NOW, wrong))[0]


@pytest.mark.parametrize("wrong", ["", "origin", "keras.origin", "Keras.origin.1", "a.b.c.d"])
def test_a_card_is_named_by_course_key_and_part(wrong: str) -> None:
    assert "course.key.part" in said(replace(answer(1, on=9), card_id=wrong))[0]


def test_a_time_without_an_offset_is_refused() -> None:
    bare = datetime(2026, 1, 9, tzinfo=UTC).replace(tzinfo=None)
    assert said(replace(answer(1, on=9), effective_at=bare, answered_at=bare))


def test_a_negative_duration_is_refused() -> None:
    assert "no time" in said(replace(answer(1, on=9), elapsed_ms=-1))[0]


def test_every_problem_is_named_at_once() -> None:
    assert len(said(replace(answer(1, on=9), id="1", card_id="x", elapsed_ms=-1))) == 3


def test_an_undo_can_be_undone_by_nothing() -> None:
    assert "answer the card again" in str(target_problem(undo(2, 1, voids=1), undo(1, 1, voids=0)))
    assert said(undo(1, 1, voids=1)) == ("an undo cannot undo itself",)


def test_an_undo_may_arrive_before_its_target() -> None:
    assert target_problem(undo(2, 1, voids=1), None) is None
    assert target_problem(undo(2, 1, voids=1), answer(1, on=1)) is None


def test_a_clock_set_to_2099_does_not_bar_the_card_until_then() -> None:
    then = datetime(2099, 1, 1, tzinfo=UTC)
    event = replace(
        answer(1, on=9),
        answered_at=then,
        study_day=then.date(),
        effective_at=effective_at(then, NOW),
    )
    assert said(event) == ()
    assert event.day == day(11)
