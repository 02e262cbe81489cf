"""What each button of the drill's form does, and what the page is to show after it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from app.core.choices import grade_of
from app.core.events import (
    AskedAs,
    Buried,
    Event,
    Grade,
    Resumed,
    Reviewed,
    Suspended,
)
from app.services.gather_sitting import day_of
from app.services.last_answers import find_answer, take_back
from app.services.manage_learners import Learner
from app.services.record_answers import Outcome, record_answers
from app.web.ids import new_id
from app.web.parts import parts

LONGEST_MS = 3_600_000
Form = MultiDict[str, str]
Shown = dict[str, str]


def _grade(learner: Learner, form: Form, at: datetime) -> Shown:
    if form["grade"] not in tuple(Grade):
        raise BadRequest("there is no such grade")
    _record(learner, [_answer(learner, form, at, Grade(form["grade"]))], at)
    return _one_less(form)


def _choose(learner: Learner, form: Form, at: datetime) -> Shown:
    """The options that are right are the library's own: no form is believed in that."""
    options = parts().library.now().options([form["card_id"]])
    chosen = tuple(form.getlist("choice"))
    grade = grade_of(chosen, [row["slug"] for row in options if row["right"]])
    _record(learner, [_answer(learner, form, at, grade, chosen)], at)
    shown = {"answered": form["id"], "card_id": form["card_id"], "asked_as": form["asked_as"]}
    return shown | _one_less(form)


def _guess(learner: Learner, form: Form, at: datetime) -> Shown:
    """A right answer that was only guessed is taken back and given again as forgotten."""
    found = find_answer(parts().ledger, learner, form["guess"], at)
    taken = found and take_back(parts().ledger, learner, form["guess"], form["id"], at)
    if taken:
        again = _answer(learner, form, at, Grade.FORGOT, taken.choice, new_id(at))
        _record(learner, [again], at)
    return {}


def _undo(learner: Learner, form: Form, at: datetime) -> Shown:
    taken = take_back(parts().ledger, learner, form["undo"], form["id"], at)
    if taken is None:
        return {"did": "nothing"}
    return {
        "did": "undone",
        "card_id": taken.card_id,
        "asked_as": taken.asked_as,
        "shown": "1",
    }


def _set_aside(learner: Learner, form: Form, at: datetime) -> Shown:
    _record(learner, [Suspended(form["id"], form["aside"], at)], at)
    return {"did": "aside", "aside": form["aside"]}


def _bring_back(learner: Learner, form: Form, at: datetime) -> Shown:
    _record(learner, [Resumed(form["id"], form["back"], at)], at)
    return {}


def _not_today(learner: Learner, form: Form, at: datetime) -> Shown:
    tomorrow = day_of(learner, at) + timedelta(days=1)
    _record(learner, [Buried(form["id"], form["later"], at, tomorrow)], at)
    return {"did": "later"}


ACTS: Mapping[str, Callable[[Learner, Form, datetime], Shown]] = {
    "undo": _undo,
    "guess": _guess,
    "aside": _set_aside,
    "back": _bring_back,
    "later": _not_today,
    "grade": _grade,
    "choice": _choose,
    "check": _choose,
}


def _answer(
    learner: Learner,
    form: Form,
    at: datetime,
    grade: Grade,
    choice: tuple[str, ...] | None = None,
    answer_id: str | None = None,
) -> Reviewed:
    asked_as = form["asked_as"]
    if asked_as not in tuple(AskedAs):
        raise BadRequest("there is no such way of asking")
    return Reviewed(
        answer_id or form["id"],
        form["card_id"],
        at,
        grade,
        at,
        day_of(learner, at),
        learner.settings.zone,
        _elapsed_ms(form.get("t", ""), at),
        AskedAs(asked_as),
        choice,
    )


def _elapsed_ms(shown_at: str, at: datetime) -> int:
    """From when the page was made; a page that was left open over night took no hours."""
    if not (shown_at.isascii() and shown_at.isdigit() and len(shown_at) < 15):
        return 0
    return max(0, min(int(at.timestamp() * 1000) - int(shown_at), LONGEST_MS))


def _record(learner: Learner, events: list[Event], at: datetime) -> None:
    """An id that is in the log already came with a second press of the same button."""
    for result in record_answers(parts().ledger, learner, events, at):
        if result.outcome is Outcome.INVALID:
            raise BadRequest(result.message)


def _one_less(form: Form) -> Shown:
    left = form.get("left", "")
    return {"left": str(max(0, int(left) - 1))} if left.isascii() and left.isdigit() else {}
