"""Gaps and dates in words: the scripts of the drill are tested with the same file."""

import json
from datetime import date
from pathlib import Path

from app.core.gaps import short_gap, told_gap
from app.core.telling import told_day

SAID = json.loads((Path(__file__).parents[1] / "js" / "gaps.json").read_text(encoding="utf-8"))


def test_a_gap_is_said_long_and_short() -> None:
    for days, words, short in SAID["gaps"]:
        assert (told_gap(days), short_gap(days)) == (words, short)


def test_a_date_has_its_year_only_where_that_is_another() -> None:
    for on, today, words in SAID["dates"]:
        assert told_day(date.fromisoformat(on), date.fromisoformat(today)) == words
