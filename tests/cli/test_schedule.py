"""`drillbook schedule`: what it prints, as a table and as JSON, and what it refuses."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app.cli.main import main

GRADES = "good good hard forgot good"


def ran(*words: str) -> Result:
    return CliRunner().invoke(main, ["schedule", *words])


def rows(*words: str) -> list[dict[str, Any]]:
    result = ran(*words, "--from", "2026-01-31", "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert isinstance(found, list)
    return found


def test_sm2_gives_interval_date_and_ease_in_hundredths() -> None:
    assert rows("--grades", GRADES)[:3] == [
        {
            "grade": "good",
            "on": "2026-01-31",
            "interval_days": 1,
            "due_on": "2026-02-01",
            "ease": 250,
        },
        {
            "grade": "good",
            "on": "2026-02-01",
            "interval_days": 6,
            "due_on": "2026-02-07",
            "ease": 250,
        },
        {
            "grade": "hard",
            "on": "2026-02-07",
            "interval_days": 15,
            "due_on": "2026-02-22",
            "ease": 236,
        },
    ]
    assert [row["interval_days"] for row in rows("--grades", GRADES)] == [1, 6, 15, 1, 6]


@pytest.mark.parametrize("more", [(), ("--spread",), ("--scheduler", "fsrs")])
def test_each_answer_is_given_on_its_due_day(more: tuple[str, ...]) -> None:
    found = rows("--grades", "good " * 8, *more)
    assert [row["on"] for row in found[1:]] == [row["due_on"] for row in found[:-1]]


def test_the_spread_moves_dates_and_no_intervals() -> None:
    straight, spread = rows("--grades", "good " * 6), rows("--grades", "good " * 6, "--spread")
    intervals = [row["interval_days"] for row in straight]
    assert intervals == [row["interval_days"] for row in spread] == [1, 6, 15, 38, 95, 238]
    assert [row["due_on"] for row in straight] != [row["due_on"] for row in spread]


def test_fsrs_gives_stability_and_difficulty() -> None:
    first, second = rows("--scheduler", "fsrs", "--grades", "good good")
    assert first["stability"] == pytest.approx(2.3065)
    assert first["difficulty"] == pytest.approx(2.1181, abs=1e-4)
    assert "ease" not in first
    assert (first["interval_days"], second["interval_days"]) == (2, 11)


def test_a_lower_retention_waits_longer() -> None:
    low = rows("--scheduler", "fsrs", "--grades", "good good", "--retention", "0.8")
    high = rows("--scheduler", "fsrs", "--grades", "good good", "--retention", "0.95")
    assert low[-1]["interval_days"] > high[-1]["interval_days"]


def test_sm2_says_that_it_knows_no_retention() -> None:
    result = ran("--grades", "good", "--retention", "0.8", "--json")
    assert "knows no retention" in result.stderr
    assert json.loads(result.stdout)[0]["interval_days"] == 1


def test_without_json_each_answer_is_a_line() -> None:
    result = ran("--grades", "good hard", "--from", "2026-01-31")
    assert result.stdout.splitlines() == [
        "2026-01-31  good        1 day   due 2026-02-01  ease 2.50",
        "2026-02-01  hard        6 days  due 2026-02-07  ease 2.36",
    ]
    assert "stability 2.31" in ran("--scheduler", "fsrs", "--grades", "good").stdout


def test_the_page_on_scheduling_shows_what_is_printed() -> None:
    page = (Path(__file__).parents[2] / "docs" / "scheduling.md").read_text(encoding="utf-8")
    shown = ran("--grades", GRADES, "--from", "2026-01-01").stdout
    assert f'--grades "{GRADES}" --from 2026-01-01\n{shown}```' in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--grades", "good fine bad"], "no such grade: bad, fine (give some of forgot, hard"),
        (["--grades", " "], "no grades"),
        ([], "--grades"),
        (["--grades", "good", "--from", "tomorrow"], "write it as 2026-01-31"),
        (["--grades", "good", "--from", "2026-02-30"], "is no date"),
        (["--grades", "good", "--retention", "0.98"], "from 0.70 to 0.97"),
        (["--grades", "good", "--retention", "nan"], "from 0.70 to 0.97"),
        (["--grades", "good", "--retention", "much"], "not a valid float"),
        (["--grades", "good", "--scheduler", "sm18"], "sm18"),
        (["--grades", "easy " * 200], "past the year 9999"),
    ],
)
def test_a_wrong_command_line_is_explained_and_ends_with_2(words: list[str], said: str) -> None:
    result = ran(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not result.stdout
