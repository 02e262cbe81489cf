"""Sittings as the server orders them, for the browser's own order: run it after a change of it."""

import json
import random
from pathlib import Path
from typing import Any

from app.core.due import Given, Limits, New
from app.core.events import AskedAs, Grade
from app.core.queue import queue

FILE = Path(__file__).with_name("sittings.json")
LIMITS = Limits(cap=100, new_per_day=100)


def sittings(seed: int = 5, count: int = 40) -> list[dict[str, Any]]:
    """Each answered step by step, mostly wrong, so that repeats pile up."""
    dice = random.Random(seed)
    found = []
    for _ in range(count):
        main = [f"c{number}" for number in range(dice.randint(1, 9))]
        given: list[Given] = []
        for _ in range(dice.randint(0, 14)):
            asked = _queue(main, given)
            if not asked:
                break
            card_id, asked_as = asked[0]
            grade = dice.choice((Grade.FORGOT, Grade.FORGOT, Grade.HARD, Grade.GOOD))
            given.append(Given(card_id, card_id, grade, asked_as is AskedAs.REVIEW, asked_as))
        found.append(_as_json(main, given))
    return found


def _queue(main: list[str], given: list[Given]) -> list[tuple[str, AskedAs]]:
    new = [New(card_id, card_id) for card_id in main]
    return [(asked.card_id, asked.asked_as) for asked in queue((), new, given, LIMITS)]


def _as_json(main: list[str], given: list[Given]) -> dict[str, Any]:
    asked = [
        {"card_id": card_id, "asked_as": asked_as} for card_id, asked_as in _queue(main, given)
    ]
    answers = [
        {"card_id": each.card_id, "grade": each.grade, "asked_as": each.asked_as} for each in given
    ]
    return {"main": main, "given": answers, "asked": asked}


def text() -> str:
    return json.dumps(sittings(), indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
