"""To send or not to send: one table of reasons, the pauses, and travel."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.reminders.backoff import wait
from app.core.reminders.calendar import Plan, reached
from app.core.reminders.decide import Left, Rule, Why, next_look, why_not
from app.core.reminders.pauses import PAUSES

EVERY_DAY = Plan(frozenset(range(7)), time(7, 30))
RULE = Rule(EVERY_DAY)
FRIDAY = date(2026, 5, 1)
DAY = timedelta(days=1)
WORK = Left(cards=12, studied=False)


@pytest.mark.parametrize(
    ("rule", "left", "why"),
    [
        (RULE, WORK, None),
        (RULE, None, None),
        (replace(RULE, last_on=FRIDAY - DAY), WORK, None),
        (replace(RULE, last_on=FRIDAY - 2 * DAY, unanswered=1), WORK, None),
        (replace(RULE, snoozed_until=FRIDAY), WORK, None),
        (replace(RULE, is_on=False), WORK, Why.OFF),
        (replace(RULE, is_confirmed=False), WORK, Why.UNCONFIRMED),
        (replace(RULE, last_on=FRIDAY), WORK, Why.ALREADY),
        (replace(RULE, last_on=FRIDAY + DAY), WORK, Why.ALREADY),
        (replace(RULE, last_on=FRIDAY + 2 * DAY, unanswered=7), WORK, None),  # by a wrong clock
        (Rule(Plan(frozenset({0, 3}), time(7))), WORK, Why.WRONG_DAY),
        (replace(RULE, snoozed_until=FRIDAY + DAY), WORK, Why.SNOOZED),
        (replace(RULE, last_on=FRIDAY - DAY, unanswered=1), WORK, Why.PAUSED),
        (replace(RULE, last_on=FRIDAY - 29 * DAY, unanswered=6), WORK, Why.PAUSED),
        (replace(RULE, last_on=FRIDAY - 900 * DAY, unanswered=7), WORK, Why.SILENT),
        (RULE, Left(cards=12, studied=True), Why.STUDIED),
        (RULE, Left(cards=0, studied=False), Why.NOTHING_DUE),
    ],
)
def test_it_is_sent_or_there_is_a_reason(rule: Rule, left: Left | None, why: Why | None) -> None:
    assert why_not(rule, FRIDAY, left) is why


def sent_on(rule: Rule, days: int) -> Iterator[date]:
    """As long as nobody answers."""
    for day in (FRIDAY + each * DAY for each in range(days)):
        if why_not(rule, day, WORK) is None:
            yield day
            rule = replace(rule, last_on=day, unanswered=rule.unanswered + 1)


def test_who_does_not_answer_is_asked_more_and_more_rarely_and_then_no_more() -> None:
    found = [(day - FRIDAY).days for day in sent_on(RULE, 2_000)]
    assert found == [0, 2, 4, 9, 19, 39, 69]


def test_on_chosen_days_a_pause_lasts_until_the_next_of_them() -> None:
    mondays = Rule(Plan(frozenset({0}), time(7)))
    found = [(day - FRIDAY).days for day in sent_on(mondays, 2_000)]
    assert found == [3, 10, 17, 24, 38, 59, 94]


def test_who_comes_back_is_reminded_as_before() -> None:
    silent = replace(RULE, last_on=FRIDAY - 5 * DAY, unanswered=len(PAUSES) + 1)
    assert why_not(silent, FRIDAY, WORK) is Why.SILENT
    assert why_not(silent.answered(), FRIDAY, WORK) is None


@given(
    st.sets(st.integers(0, 6), min_size=1),
    st.lists(st.booleans(), min_size=120, max_size=120),
    st.integers(0, 1439),
)
def test_never_two_on_a_day_never_on_another_day_never_after_silence(
    weekdays: set[int], studies: list[bool], minute: int
) -> None:
    rule = Rule(Plan(frozenset(weekdays), time(*divmod(minute, 60))))
    sent: list[date] = []
    for number, studied in enumerate(studies):
        day = FRIDAY + number * DAY
        if why_not(rule, day, WORK) is None:
            rule = replace(rule, last_on=day, unanswered=rule.unanswered + 1)
            sent.append(day)
            assert why_not(rule, day, WORK) is Why.ALREADY
        if studied:
            rule = rule.answered()
        assert rule.unanswered <= len(PAUSES) + 1
    assert len(set(sent)) == len(sent)
    assert {day.weekday() for day in sent} <= weekdays


def days_of_a_journey(places: list[tuple[datetime, str]], until: datetime) -> list[date]:
    """Looked at every ten minutes, by the clock of wherever the learner is by then."""
    rule, sent, at = RULE, [], places[0][0]
    while at < until:
        zone = ZoneInfo([place for since, place in places if since <= at][-1])
        day = reached(rule.plan, zone, at)
        if day is not None and why_not(rule, day, WORK) is None:
            sent.append(day)
            rule = replace(rule, last_on=day)
        at += timedelta(minutes=10)
    return sent


def test_a_day_that_is_lived_twice_over_the_date_line_is_reminded_of_once() -> None:
    """From Auckland on the 2nd at noon to Honolulu on the 1st."""
    start = datetime(2026, 5, 1, 12, tzinfo=UTC)
    journey = [(start, "Pacific/Auckland"), (start + timedelta(hours=12), "Pacific/Honolulu")]
    found = days_of_a_journey(journey, start + 5 * DAY)
    assert found == [date(2026, 5, 2), date(2026, 5, 3), date(2026, 5, 4), date(2026, 5, 5)]


def test_the_way_back_loses_the_day_that_was_not_lived() -> None:
    """From Honolulu on the 1st at 20:00 to Auckland on the 3rd in the morning."""
    start = datetime(2026, 5, 1, 16, tzinfo=UTC)
    journey = [(start, "Pacific/Honolulu"), (start + timedelta(hours=23), "Pacific/Auckland")]
    found = days_of_a_journey(journey, start + 3 * DAY)
    assert found == [date(2026, 5, 1), date(2026, 5, 3), date(2026, 5, 4)]


def test_it_is_looked_at_on_the_next_day_that_may_be_one() -> None:
    paris, noon = ZoneInfo("Europe/Paris"), datetime(2026, 5, 1, 12, tzinfo=UTC)
    at = datetime(2026, 5, 1, 5, 30, tzinfo=UTC)
    assert next_look(RULE, paris, noon) == at + DAY
    assert next_look(RULE, paris, at - DAY) == at - DAY + DAY
    assert next_look(replace(RULE, last_on=FRIDAY + DAY), paris, noon) == at + 2 * DAY
    assert next_look(replace(RULE, snoozed_until=FRIDAY + 7 * DAY), paris, noon) == at + 7 * DAY
    assert next_look(replace(RULE, is_on=False), paris, noon) is None
    assert next_look(replace(RULE, is_confirmed=False), paris, noon) is None


@given(st.integers(1, 100), st.floats(0, 1))
def test_each_wait_is_longer_within_bounds_and_never_the_same_for_all(
    attempts: int, jitter: float
) -> None:
    least, most = wait(attempts, 0), wait(attempts, 1)
    assert least <= wait(attempts, jitter) <= most == least * 1.5
    assert timedelta(minutes=1) <= least <= timedelta(hours=1)
    assert least <= wait(attempts + 1, 0)
    assert wait(attempts, jitter, 7_200) >= timedelta(hours=2)
