"""What the page says without its scripts, for the scripts: run it after a change of either.

`python -m tests.js.lines` writes it.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader

from app.core.choices import grade_of
from app.core.events import AskedAs, Grade, Reviewed
from app.services.last_answers import LastAnswer
from app.web.drill.lines import after_line, grade_buttons, has_slipped
from app.web.drill.scene import asks_openly
from app.web.words import counted

FILE = Path(__file__).with_name("lines.json")
TEMPLATES = Path(__file__).parents[2] / "app" / "web" / "templates"
TODAY = date(2026, 11, 21)
# Days to the date of each grade, from forgot to easy.
GAPS = ((1, 1, 1, 1), (1, 6, 6, 6), (1, 36, 38, 60), (1, 95, 240, 590))
WAYS = (AskedAs.REVIEW, AskedAs.PRACTICE, AskedAs.CRAM)


def lines() -> dict[str, list[Any]]:
    return {
        "today": [TODAY.isoformat()],
        "card": [_as_json(_card(GAPS[2]))],
        "buttons": list(_buttons()),
        "after": list(_after()),
        "slips": list(_slips()),
        "quiz": list(_quiz()),
        "verdicts": list(_verdicts()),
        "counts": list(_counts()),
        "readings": list(_readings()),
    }


def _card(days: tuple[int, ...], asked_as: AskedAs = AskedAs.REVIEW) -> Any:
    due = [TODAY + timedelta(each) for each in days]
    outcomes = {
        g: SimpleNamespace(due_on=on, counted=True) for g, on in zip(Grade, due, strict=True)
    }
    return SimpleNamespace(asked_as=asked_as, outcomes=outcomes, lapses=0, new=False)


def _as_json(card: Any) -> dict[str, Any]:
    outcomes = {
        grade: {"due_on": each.due_on.isoformat(), "counted": each.counted}
        for grade, each in card.outcomes.items()
    }
    return {"outcomes": outcomes, "lapses": card.lapses, "new": card.new}


def _buttons() -> Iterator[dict[str, Any]]:
    for days, asked_as, buttons in product(GAPS, WAYS, (2, 4)):
        card = _card(days, asked_as)
        made = grade_buttons(card, TODAY, buttons)
        grades = [
            {"grade": each.grade, "label": each.label, "told": each.told, "name": each.name}
            for each in made.buttons
        ]
        asked = {"card": _as_json(card), "asked_as": asked_as, "buttons": buttons}
        yield {**asked, "grades": grades, "same": made.same}


def _answer(grade: Grade, asked_as: AskedAs, choice: tuple[str, ...] | None = None) -> Reviewed:
    at, day = datetime(2026, 11, 21, 9, tzinfo=UTC), TODAY
    return Reviewed("1", "a.b.1", at, grade, at, day, "UTC", 0, asked_as, choice)


def _after() -> Iterator[dict[str, Any]]:
    for grade, asked_as, buttons, chosen, given_up in product(
        Grade, WAYS, (2, 4), (False, True), (False, True)
    ):
        card = _card(GAPS[2], asked_as)
        answer = _answer(grade, asked_as, ("x",) if chosen else None)
        last = LastAnswer(answer, card.outcomes[grade].due_on, 0, given_up)
        event = {"grade": grade, "asked_as": asked_as, **({"choice": ["x"]} if chosen else {})}
        asked = {"event": event, "buttons": buttons, "given_up": given_up}
        yield {**asked, "line": after_line(last, TODAY, buttons)}


def _slips() -> Iterator[dict[str, Any]]:
    """The server counts the lapses after the answer, the page before it."""
    for before, grade, asked_as in product(range(9), (Grade.FORGOT, Grade.GOOD), WAYS[:2]):
        after = before + (grade is Grade.FORGOT and asked_as is AskedAs.REVIEW)
        last = LastAnswer(_answer(grade, asked_as), None, after, False)
        event = {"grade": grade, "asked_as": asked_as}
        yield {"lapses": before, "event": event, "slipped": has_slipped(last)}


def _quiz() -> Iterator[dict[str, Any]]:
    for right, closed, days in product((1, 2), (False, True), (0, 5, 6, 38)):
        options = [{"id": f"o{n}", "right": n < right} for n in range(3)]
        shown = [SimpleNamespace(**option) for option in options]
        card = SimpleNamespace(options=shown, closed=closed, interval_days=days)
        grades = {
            " ".join(chosen): grade_of(chosen, [o["id"] for o in options if o["right"]])
            for chosen in (("o0",), ("o1",), ("o0", "o1"), ())
        }
        asked = {"options": options, "closed": closed, "interval_days": days}
        yield {"card": asked, "openly": asks_openly(card), "grades": grades}  # type: ignore[arg-type]


def _templates() -> Any:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    environment.filters["counted"] = counted
    return environment.get_template("drill/parts.html").module


def _verdicts() -> Iterator[dict[str, Any]]:
    say = _templates().verdict
    for right, chosen, several in product((False, True), repeat=3):
        words = str(say({"right": right}, chosen, several)).strip()
        yield {"right": right, "chosen": chosen, "several": several, "words": words}


def _counts() -> Iterator[dict[str, Any]]:
    for number, total, repeats in ((1, 1, 0), (8, 24, 0), (8, 24, 2)):
        scene = {"number": number, "pack": {"total": total}, "repeats": repeats}
        words = str(_templates().count(scene)).strip()
        yield {"number": number, "total": total, "repeats": repeats, "words": words}


def _readings() -> Iterator[dict[str, Any]]:
    for minutes, cards in ((1, 1), (2, 5)):
        reading = {"title": "Four principles", "minutes": minutes, "cards": cards}
        found = str(_templates().reading({**reading, "id": "", "language": "", "html": ""}))
        (line,) = (row for row in found.splitlines() if "reading-line" in row)
        yield {**reading, "words": line.partition(">")[2].partition("<")[0]}


def text() -> str:
    """A case a line."""
    parts = (
        f'"{name}": [\n' + ",\n".join(json.dumps(e, ensure_ascii=False) for e in cases) + "\n]"
        for name, cases in lines().items()
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
