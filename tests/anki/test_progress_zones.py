"""Due days are the learner's own, wherever they live, and on the day of a clock change."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.core.events import Grade
from app.ledger.ledger import Ledger
from tests.anki.learning import PLACES, Studying, milliseconds, studying
from tests.anki.sample import SampleCourse

ROOT = Path(__file__).parents[2]
# In Europe clocks change on the second day of each row; the hours lie around each beginning of a
# day that there is.
DAYS = [date(2025, 10, 25), date(2025, 10, 26), date(2025, 10, 27)]
SPRING = [date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 30)]
HOURS = [(0, 10), (1, 59), (2, 30), (3, 59), (4, 0), (12, 0), (23, 50)]


def clocks_change_today(*, forward: bool) -> str:
    """A zone made for this: two hours after midnight it goes an hour forward, or back."""
    today = datetime.now(UTC).timetuple().tm_yday - 1
    other = today - 30 if today > 180 else today + 30
    begins, ends = (today, other) if forward else (other, today)
    return f"AAA0BBB-1,{begins}/2,{ends}/2"


def taken_in(zone: str, package: Path, folder: Path) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.anki.elsewhere", str(package), str(folder)],
        cwd=ROOT,
        env=os.environ | {"TZ": zone},
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(json.loads(ran.stdout))


def study(learner: Studying) -> list[int]:
    """Each card on two days, at hours that are of this day in one zone and of that in another."""
    times = []
    for number, card in enumerate(PLACES):
        for day in (DAYS[number % 3], SPRING[number // 3 % 3]):
            hour, minute = HOURS[number % len(HOURS)]
            at = datetime(day.year, day.month, day.day, hour, minute, number, tzinfo=learner.zone)
            grade = list(Grade)[number % 4]
            times.append(milliseconds(learner.answer(card, at.astimezone(UTC), grade).answered_at))
    return sorted(times)


@pytest.mark.parametrize(
    ("zone", "rollover_hour"),
    [("Asia/Tokyo", 4), ("Europe/Berlin", 4), ("Pacific/Honolulu", 4), ("Europe/Berlin", 1)],
)
def test_due_days_and_times_are_those_of_the_learner(
    course: SampleCourse, file: Ledger, tmp_path: Path, zone: str, rollover_hour: int
) -> None:
    learner = studying(file, course, zone=zone, rollover_hour=rollover_hour)
    times = study(learner)
    found = taken_in(zone, learner.package, tmp_path / "there")
    due = {(key, place): date.fromisoformat(day) for key, place, day in found["due"]}
    assert due == {place: kept.due_on for place, kept in learner.schedules().items()}
    assert [row[2] for row in found["log"]] == times


@pytest.mark.parametrize("forward", [True, False])
def test_an_import_on_the_day_of_a_clock_change_moves_no_day(
    course: SampleCourse, file: Ledger, tmp_path: Path, forward: bool
) -> None:
    learner = studying(file, course, zone="Europe/Berlin")
    study(learner)
    zone = clocks_change_today(forward=forward)
    found = taken_in(zone, learner.package, tmp_path / "there")
    due = {(key, place): date.fromisoformat(day) for key, place, day in found["due"]}
    assert due == {place: kept.due_on for place, kept in learner.schedules().items()}


def test_the_deck_is_the_same_wherever_it_was_made(
    course: SampleCourse, file: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner = studying(file, course, zone="Asia/Tokyo")
    study(learner)
    first = learner.package.read_bytes()
    monkeypatch.setenv("TZ", "Pacific/Honolulu")
    assert learner.package.read_bytes() == first


def test_due_today_is_told_by_the_learners_day(course: SampleCourse, file: Ledger) -> None:
    """At the same instant it is another day for each of them."""
    now = datetime(2026, 4, 20, 19, 30, tzinfo=UTC)
    found = {}
    for zone in ("Asia/Tokyo", "Europe/Berlin", "Pacific/Honolulu"):
        learner = studying(file, course, zone, zone=zone)
        noon = datetime(2026, 4, 20, 12, tzinfo=learner.zone)
        learner.answer("cpp.tone.answer", noon.astimezone(UTC))  # due on the 21st
        receipt = learner.export(now).receipt
        found[zone] = receipt.due_by_week[0].begins_on.day, receipt.due_today
    assert found == {
        "Asia/Tokyo": (21, 1),
        "Europe/Berlin": (20, 0),
        "Pacific/Honolulu": (20, 0),
    }
